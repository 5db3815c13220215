"""What every room uses: where files stand, faults, messages, languages, interrupts, digests."""
