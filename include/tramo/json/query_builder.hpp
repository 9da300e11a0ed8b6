// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions to and from the JSON of react-querybuilder, so that its editors can show and change them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tramo/policy/policy.hpp>

namespace tramo {

/// The condition of a segment as a RuleGroupType, `{"combinator": "and", "rules": […]}`. What the core
/// operators cannot say with exactly the same meaning is a rule of the field `$expr`, whose value is that
/// part as text of the policy's language (`"language"` beside it unless that is English). Segments used by
/// name are written out where they have one version that always holds. `as_of` picks one of several versions.
/// T5007 when there is no such segment, T7041 when several versions are declared and no day picks one.
[[nodiscard]] checked<std::string> to_query_builder(policy const& from, std::string_view segment,
                                                    std::optional<date> as_of = {});

/// The fields of an account as react-querybuilder's `fields`: `name`, `label`, `inputType`,
/// `valueEditorType`, `values`, `operators`, `valueSources`, and `tramo` with the exact declaration. The last
/// one is `$expr`.
[[nodiscard]] std::string query_builder_fields(policy const& of);

/// What the segment made of a query is called, and the language of the policy.
struct query_builder_name {
    std::string segment = "imported";
    tramo::language in = language::en;
};

/// The text of a policy with one segment, whose condition is that of a RuleGroupType or a RuleGroupTypeIC,
/// and with the fields, collections and parameters of `fields`, and what else of it the condition names.
/// Errors (T7042 to T7050) and warnings (T4001, T7051 to T7054) name the JSON pointer that they speak of; the
/// value is empty where there are errors. What only the whole policy shows is told when it is loaded.
[[nodiscard]] checked<std::string> from_query_builder(std::string_view query, policy const& fields,
                                                      query_builder_name const& name = {});
/// The same with react-querybuilder's own list of `fields` (JSON; T7050 where it cannot be read); where it is
/// empty the fields are inferred from the values, all of them optional (T7054).
[[nodiscard]] checked<std::string> from_query_builder(std::string_view query, std::string_view fields,
                                                      query_builder_name const& name = {});

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/query_builder.ipp>
#endif
