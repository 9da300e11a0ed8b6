// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical formatter.
#pragma once

#include <tramo/impl/syntax/print_actions.ipp>
#include <tramo/impl/syntax/print_alerts.ipp>
#include <tramo/impl/syntax/print_contacts.ipp>
#include <tramo/impl/syntax/print_declarations.ipp>
#include <tramo/impl/syntax/print_events.ipp>
#include <tramo/impl/syntax/print_offers.ipp>
#include <tramo/syntax/print.hpp>
#include <tramo/values/sha256.hpp>

namespace tramo {

namespace detail {

[[nodiscard]] TRAMO_INLINE std::string print_document(ast::document const& what, language in,
                                                      bool with_comments) {
    line_writer out(in, with_comments);
    out.comment_lines(what.heading_comments, 0);
    out.put("tramo 1 " + std::string(code_of(in)) + "\n");
    bool first = true;
    for (auto const& one : what.declarations) {
        std::visit(
            [&](auto const& declaration) {
                out.open_line(declaration.comments, 0, first);
                print_declaration(out, declaration);
            },
            one);
        first = false;
    }
    if (out.keeps(what.closing_comments)) out.put("\n");
    out.comment_lines(what.closing_comments, 0);
    return out.take();
}

/// What the hash is taken over: no comments, and no empty lines but where all documents have one.
[[nodiscard]] TRAMO_INLINE std::string canonical_form(ast::document const& what) {
    auto const text = print_document(what, language::en, false);
    std::string without_blank_lines;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\n' || i == 0 || text[i - 1] != '\n') without_blank_lines += text[i];
    return without_blank_lines;
}

}  // namespace detail

TRAMO_INLINE std::string print(ast::document const& what, language in) {
    return detail::print_document(what, in, true);
}

TRAMO_INLINE std::string print(ast::expression const& what, language in) {
    return detail::expression_printer(in).print(what);
}

TRAMO_INLINE std::string content_hash(ast::document const& what) {
    return sha256(detail::canonical_form(what));
}

}  // namespace tramo
