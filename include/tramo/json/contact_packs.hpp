// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Packs of contact limits from JSON. The schema is closed: a key that is not known refuses the pack.
#pragma once

#include <string>
#include <string_view>

#include <tramo/contact/pack.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// T5020 for each thing wrong, with the path of the member (`limits[2].hours.monday`), and how to mend it.
/// `name` is what the text is called in messages.
[[nodiscard]] checked<contact::pack> read_contact_pack(std::string_view json, std::string const& name);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/contact_packs.ipp>
#endif
