# What several messages share.

or = or
and = and
some = { $names } and { $more } more
see = See { $page }

# Wrong words in a call.
unknown-province = There is no province { $name }. { $hint }
near-provinces = Did you mean { $names }? All names: make provinces
all-provinces = All names: make provinces
unknown-language = There is no report language { $name }. Choose one of: { $known }
