"""What every package uses: paths, errors, messages, languages, interrupts, digests."""
