// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes the page: the head, then chapter by chapter.
#pragma once

#include <tramo/explain/describe.hpp>
#include <tramo/explain/flow.hpp>
#include <tramo/impl/explain/describe_actions.ipp>
#include <tramo/impl/explain/describe_chapters.ipp>
#include <tramo/impl/explain/describe_effects.ipp>
#include <tramo/impl/explain/describe_events.ipp>
#include <tramo/impl/explain/describe_offers.ipp>

namespace tramo {
namespace describing {

// Told elsewhere: in the head, or all of them in one table.
inline void tell(telling&, ast::policy_declaration const&) {}
inline void tell(telling&, ast::field_declaration const&) {}
inline void tell(telling&, ast::parameter_declaration const&) {}

template <class Declaration>
[[nodiscard]] std::vector<Declaration const*> all_of(ast::document const& what) {
    std::vector<Declaration const*> found;
    for (auto const& one : what.declarations)
        if (auto const* const each = std::get_if<Declaration>(&one)) found.push_back(each);
    return found;
}

inline void tell_head(telling& in) {
    auto const& title = in.what.title();
    in.out.heading(1, title.empty() ? in.say(said::untitled) : plain(title));
    strings facts;
    if (!in.what.version().empty()) facts.push_back(in.say(said::head_version, {plain(in.what.version())}));
    if (!in.what.currency().empty())
        facts.push_back(in.say(said::head_currency, {plain(in.what.currency())}));
    if (!in.what.zone().empty()) facts.push_back(in.say(said::head_zone, {plain(in.what.zone())}));
    std::string text;
    for (auto const& one : facts) text += (text.empty() ? "" : " · ") + one;
    if (!text.empty()) in.out.paragraph(text);
    in.out.paragraph(in.say(said::how_to_read));
    if (in.has_pictures) in.out.picture(to_mermaid(flow_of_policy(in.what, in.with.in())));
}

[[nodiscard]] inline bool has_chapter(ast::document const& of, chapter one) {
    for (auto const& each : of.declarations)
        if (chapter_of(each) == one) return true;
    return false;
}

inline void tell_chapter(telling& in, chapter one) {
    auto const& document = in.what.program().document;
    ++in.chapter;
    in.section = 0;
    in.out.heading(2, std::to_string(in.chapter) + ". " + in.say(title_of(one)));
    if (one == chapter::data) tell_account(in, all_of<ast::field_declaration>(document));
    if (one == chapter::parameters) tell_parameters(in, all_of<ast::parameter_declaration>(document));
    for (auto const& each : document.declarations)
        if (chapter_of(each) == one) std::visit([&in](auto const& declared) { tell(in, declared); }, each);
}

}  // namespace describing

TRAMO_INLINE std::string describe(policy const& of, language in, description_options const& options) {
    describing::telling telling(of, in);
    telling.has_pictures = options.with_pictures;
    describing::tell_head(telling);
    for (int i = 1; i < static_cast<int>(describing::chapter::end); ++i) {
        auto const one = static_cast<describing::chapter>(i);
        if (describing::has_chapter(of.program().document, one)) describing::tell_chapter(telling, one);
    }
    return telling.out.text();
}

}  // namespace tramo
