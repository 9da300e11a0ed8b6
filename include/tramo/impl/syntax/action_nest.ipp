// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which actions of a palette are open, the only blocks within blocks: what is read next stands in them.
#pragma once

#include <tramo/impl/syntax/statement.ipp>

namespace tramo::grammar {

class action_nest {
public:
    explicit action_nest(reading& in) : in_(in) {}

    [[nodiscard]] bool is_empty() const { return open_.empty(); }
    void clear() { open_.clear(); }
    /// Opens an action that could not be read, so that its brace closes nothing else.
    void open_lost() { open_.push_back(lost); }

    /// The innermost action, if it could be read.
    [[nodiscard]] ast::palette_action* innermost(ast::palette_declaration* palette) const {
        bool const is_read = palette != nullptr && !open_.empty() && open_.back() != lost;
        return is_read ? &palette->actions[open_.back()] : nullptr;
    }

    /// Puts an action where it stands. Returns false where that is in something that could not be read.
    [[nodiscard]] bool put(palette_line& read, ast::palette_declaration* palette) {
        mind_depth(read);
        auto const depth = open_.size();
        bool const is_lost =
            palette == nullptr || depth > ast::max_nesting || (depth > 0 && open_.back() == lost);
        if (read.is_open) open_.push_back(is_lost ? lost : palette->actions.size());
        if (is_lost) return false;
        read.depth = static_cast<int>(depth);
        palette->actions.push_back(std::move(read));
        return true;
    }

    void close(ast::palette_declaration* palette, std::uint32_t end) {
        if (auto* action = innermost(palette)) action->at.end = end;
        open_.pop_back();
    }

private:
    static constexpr std::size_t lost = static_cast<std::size_t>(-1);

    [[nodiscard]] std::string word_of(keyword which) const {
        return "`" + std::string(spelling(which, in_.language)) + "`";
    }

    /// What stands in a palette is an action, what stands in an action a response.
    void mind_depth(palette_line const& read) const {
        bool const is_within = !open_.empty();
        if (open_.size() == ast::max_nesting + 1)
            in_.report(at_span("T1012", "responses are nested more than 200 deep", read.at, "one too many"));
        if (read.is_response == is_within) return;
        auto const due = word_of(is_within ? keyword::response : keyword::action);
        in_.report(at_span(
            "T1010",
            word_of(read.is_response ? keyword::response : keyword::action) + " stands directly inside " +
                word_of(read.is_response ? keyword::action : keyword::palette),
            read.name.at, "expected " + due,
            {"write " + due, is_within ? "or close the action around it before, with }"
                                       : "or take out the } that closes the action before it"}));
    }

    reading& in_;
    std::vector<std::size_t> open_;  ///< indices of actions, the outermost first
};

}  // namespace tramo::grammar
