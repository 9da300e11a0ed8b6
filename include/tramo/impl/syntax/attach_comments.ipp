// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Hangs each comment on the declaration, member or operand it speaks of, so that formatting keeps it.
#pragma once

#include <algorithm>
#include <iterator>

#include <tramo/impl/syntax/assemble.ipp>

namespace tramo::grammar {

struct found_comment {
    std::uint32_t begin = 0;
    bool own_line = false;
    std::string text;
};

[[nodiscard]] TRAMO_INLINE std::string comment_text(std::string_view raw) {
    raw.remove_prefix(1);
    if (raw.starts_with(' ')) raw.remove_prefix(1);
    while (!raw.empty() && (lexeme::is_space(raw.back()))) raw.remove_suffix(1);
    return std::string(raw);
}

/// All comments of a text, in order.
[[nodiscard]] TRAMO_INLINE std::vector<found_comment> find_comments(std::string_view all) {
    std::vector<found_comment> found;
    bool own_line = true;
    for (std::size_t i = 0; i < all.size(); ++i) {
        char const c = all[i];
        if (lexeme::ends_line(c)) {
            own_line = true;
        } else if (c == '#') {
            auto const end = std::min(all.find_first_of("\r\n", i), all.size());
            found.push_back({static_cast<std::uint32_t>(i), own_line, comment_text(all.substr(i, end - i))});
            i = end - 1;
        } else if (c == '"' || c == '`') {
            own_line = false;
            i = lexeme::closing_quote(all, i);
        } else if (!lexeme::is_space(c)) {
            own_line = false;
        }
    }
    return found;
}

/// Something comments can hang on. A block has `closing`, and its members stand behind it in the list.
struct comment_place {
    span at;
    ast::comments* comments = nullptr;
    std::vector<std::string>* closing = nullptr;
    ast::expression* condition = nullptr;

    /// Where what is its own ends; behind it, in a block, stand the members.
    [[nodiscard]] std::uint32_t own_end() const {
        if (closing == nullptr) return at.end;
        return condition == nullptr ? at.begin : condition->at.end;
    }
};

class comment_places {
public:
    explicit comment_places(ast::document& document) {
        for (auto& one : document.declarations)
            std::visit([this](auto& declaration) { add(declaration); }, one);
    }
    std::vector<comment_place> all;

private:
    void add(ast::policy_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
    }
    void add(ast::field_declaration& one) { all.push_back({one.at, &one.comments, nullptr, nullptr}); }
    void add(ast::parameter_declaration& one) { all.push_back({one.at, &one.comments, nullptr, nullptr}); }
    void add(ast::value_declaration& one) { all.push_back({one.at, &one.comments, nullptr, &one.meaning}); }
    void add(ast::segment_declaration& one) {
        all.push_back({one.at, &one.comments, nullptr, &one.condition});
    }
    void add(ast::queue_declaration& one) { all.push_back({one.at, &one.comments, nullptr, &one.condition}); }
    void add(ast::rest_declaration& one) { all.push_back({one.at, &one.comments, nullptr, nullptr}); }
    void add(ast::collection_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& field : one.fields) add(field);
    }
    void add(ast::log_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
    }
    void add(ast::event_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& field : one.fields) add(field);
    }
    void add(ast::counter_declaration& one) { all.push_back({one.at, &one.comments, nullptr, &one.meaning}); }
    void add(ast::alert_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& member : one.members) std::visit([this](auto& which) { add(which); }, member);
    }
    void add(ast::state_declaration& one) { all.push_back({one.at, &one.comments, nullptr, nullptr}); }
    void add(ast::transition_declaration& one) {
        auto& condition = one.condition ? one.condition : one.without_condition;
        all.push_back({one.at, &one.comments, nullptr, condition ? &*condition : nullptr});
    }
    void add(ast::manual_declaration& one) { all.push_back({one.at, &one.comments, nullptr, nullptr}); }
    void add(ast::debt_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& member : one.members) all.push_back({member.at, &member.comments, nullptr, nullptr});
    }
    void add(ast::matrix_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& row : one.rows) all.push_back({row.at, &row.comments, nullptr, nullptr});
    }
    void add(ast::calendar_declaration& one) { all.push_back({one.at, &one.comments, nullptr, nullptr}); }
    void add(ast::palette_declaration& one) {
        all.push_back(
            {one.at, &one.comments, &one.closing_comments, one.condition ? &*one.condition : nullptr});
        for (auto& action : one.actions)
            all.push_back(
                {action.at, &action.comments, action.is_open ? &action.closing_comments : nullptr, nullptr});
    }
    /// Blocks of members of several kinds.
    template <class Declaration>
    void add(Declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& member : one.members)
            std::visit(
                [this](auto& which) {
                    all.push_back({which.at, &which.comments, nullptr, condition_of(which)});
                },
                member);
    }
    template <class Member>
    static ast::expression* condition_of(Member& member) {
        if constexpr (requires { member.condition.has_value(); })
            return member.condition ? &*member.condition : nullptr;
        else if constexpr (requires { member.condition; })
            return &member.condition;
        else
            return nullptr;
    }
    void add(ast::strategy_declaration& one) {
        all.push_back({one.at, &one.comments, &one.closing_comments, nullptr});
        for (auto& queue : one.queues) add(queue);
        if (one.rest) add(*one.rest);
    }
};

[[nodiscard]] TRAMO_INLINE bool is_chain(ast::expression const& what) {
    return what.kind == ast::node::and_ || what.kind == ast::node::or_;
}

/// Whether a parenthesis closes on the comment's line, directly before it, at `from` or later.
[[nodiscard]] TRAMO_INLINE bool follows_parenthesis(std::string_view all, std::uint32_t from,
                                                    std::uint32_t comment) {
    auto const last = all.substr(0, comment).find_last_not_of(" \t");
    return last != std::string_view::npos && last >= from && all[last] == ')';
}

/// The operand of `and` or `or` that ends last before the comment at `at`, else null.
[[nodiscard]] TRAMO_INLINE ast::expression* operand_before(ast::expression& tree, std::uint32_t at,
                                                           std::string_view all) {
    if (!is_chain(tree)) return nullptr;
    auto const next = std::partition_point(tree.operands.begin(), tree.operands.end(),
                                           [at](ast::expression const& one) { return one.at.begin < at; });
    if (next == tree.operands.begin()) return nullptr;
    auto& best = *std::prev(next);
    bool const is_behind = !is_chain(best) || follows_parenthesis(all, best.at.end, at);
    return best.at.end <= at && is_behind ? &best : operand_before(best, at, all);
}

class comment_hanger {
public:
    comment_hanger(ast::document& document, source const& text, std::uint32_t heading_end)
        : document_(document), text_(text), places_(document), heading_limit_(heading_end) {}

    void hang(found_comment const& comment) {
        while (next_ < places_.all.size() && places_.all[next_].at.begin < comment.begin) enter();
        auto* const closed = close_blocks(comment.begin);
        if (next_ == 0 && (comment.begin < heading_limit_ || !comment.own_line)) {
            document_.heading_comments.push_back(comment.text);
        } else if (last_ != nullptr && comment.begin < last_->own_end()) {
            inside(*last_, comment);
        } else if (!comment.own_line && closed != nullptr) {
            closed->closing->push_back(comment.text);
        } else if (!comment.own_line && last_ != nullptr) {
            append(last_->comments->trailing, comment.text);
        } else if (next_is_in_same_block()) {
            lead(*places_.all[next_].comments, comment);
        } else if (!blocks_.empty()) {
            blocks_.back()->closing->push_back(comment.text);
        } else {
            document_.closing_comments.push_back(comment.text);
        }
    }

    void mark_blank_lines() {
        for (auto& place : places_.all)
            place.comments->blank_line_before = follows_blank_line(place.at.begin);
    }

private:
    void enter() {
        last_ = &places_.all[next_++];
        auto& leading = last_->comments->leading;
        if (!leading.empty() && follows_blank_line(last_->at.begin)) leading.emplace_back(ast::blank_line);
        close_blocks(last_->at.begin);
        if (last_->closing != nullptr) blocks_.push_back(last_);
    }

    /// Leaves the blocks that end before `at`; returns the last one left, if it had braces.
    comment_place* close_blocks(std::uint32_t at) {
        comment_place* closed = nullptr;
        for (; !blocks_.empty() && blocks_.back()->at.end <= at; blocks_.pop_back()) closed = blocks_.back();
        bool const has_braces = closed != nullptr && text_.text().substr(0, closed->at.end).ends_with('}');
        return has_braces ? closed : nullptr;
    }

    [[nodiscard]] bool next_is_in_same_block() const {
        if (next_ == places_.all.size()) return false;
        return blocks_.empty() || places_.all[next_].at.begin < blocks_.back()->at.end;
    }

    /// Counted without its column: there may be as many places as a line has characters.
    [[nodiscard]] std::size_t line_of(std::size_t offset) const {
        std::size_t line = 1;
        for (auto count = text_.line_count(); count > 1;) {
            auto const half = count / 2;
            if (text_.line_start(line + half) <= offset) line += half;
            count -= half;
        }
        return line;
    }

    [[nodiscard]] bool is_blank(std::size_t line) const {
        return text_.line(line).find_first_not_of(" \t") == std::string_view::npos;
    }

    /// What stands behind something else on its line, as a field in a block of one line, follows no line.
    [[nodiscard]] bool follows_blank_line(std::size_t offset) const {
        auto const line = line_of(offset);
        auto const before = text_.text().substr(0, offset).find_last_not_of(" \t\f");
        bool const begins_line = before == std::string_view::npos || before < text_.line_start(line);
        return begins_line && line > 1 && is_blank(line - 1);
    }

    /// A comment before what it speaks of; the empty lines around and between comments are kept with them.
    void lead(ast::comments& of, found_comment const& comment) const {
        bool const apart = follows_blank_line(comment.begin);
        if (of.leading.empty())
            of.blank_line_before = apart;
        else if (apart)
            of.leading.emplace_back(ast::blank_line);
        of.leading.push_back(comment.text);
    }

    static void append(std::string& to, std::string const& text) { to += (to.empty() ? "" : "; ") + text; }

    void inside(comment_place& place, found_comment const& comment) const {
        auto* const condition = place.condition;
        auto* const operand =
            condition == nullptr ? nullptr : operand_before(*condition, comment.begin, text_.text());
        if (operand != nullptr && operand == &condition->operands.back())
            append(place.comments->trailing, comment.text);
        else if (operand != nullptr)
            append(operand->comment, comment.text);
        else
            place.comments->leading.push_back(comment.text);
    }

    ast::document& document_;
    source const& text_;
    comment_places places_;
    std::size_t heading_limit_;
    std::size_t next_ = 0;
    comment_place* last_ = nullptr;
    std::vector<comment_place*> blocks_;
};

TRAMO_INLINE void attach_comments(ast::document& document, source const& text, std::uint32_t heading_end) {
    auto const comments = find_comments(text.text());
    comment_hanger hanger(document, text, heading_end);
    hanger.mark_blank_lines();
    for (auto const& comment : comments) hanger.hang(comment);
}

}  // namespace tramo::grammar
