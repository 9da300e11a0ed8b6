// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy as prose: the page that business people read in place of the policy's own text.
#pragma once

#include <string>

#include <tramo/policy/policy.hpp>

namespace tramo {

struct description_options {
    bool with_pictures = true;  ///< of the policy, its strategies and alerts, in the words of Mermaid
};

/// The whole policy as Markdown in that language: numbered chapters, each declaration with its line, every
/// condition as a sentence or a list. Names and labels stay as they are. The same policy gives the same text,
/// to the byte.
[[nodiscard]] std::string describe(policy const& of, language in, description_options const& options = {});

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/explain/describe.ipp>
#endif
