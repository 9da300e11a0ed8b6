// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Puts statements into the tree: members into the block that is open, blocks into the document.
#pragma once

#include <type_traits>

#include <tramo/impl/syntax/action_nest.ipp>
#include <tramo/impl/syntax/subjects.ipp>

namespace tramo::grammar {

/// Larger texts are no policy.
inline constexpr std::size_t max_source_bytes = std::size_t{256} << 20;

struct document_in_progress {
    ast::document value;
    std::uint32_t heading_end = 0;
};

class assembler {
public:
    explicit assembler(reading& in) : in_(in), actions_(in) {}

    document_in_progress document;

    /// Returns whether the statement ended with an expression.
    bool take(statement read) {
        return std::visit([this](auto& one) { return place(std::move(one)); }, read);
    }

    /// A statement that could not be read. If it opens a block, what follows belongs to it.
    void skip(std::string name, lexeme::cursor from, bool has_brace) {
        auto const members = std::exchange(wanted_, std::nullopt);
        auto const around = members ? members : in_.inside;
        if (name.empty() && around) name = spelling(*around, in_.language);  // what it lacks is not missed
        if (!name.empty()) document.value.broken_names.push_back(std::move(name));
        auto const word = declaration_word_at(from, in_);
        if (!word && in_.inside == keyword::palette && has_brace) actions_.open_lost();
        if (!word && !members) return;
        bool const opens = word == keyword::strategy || word == keyword::collection ||
                           word == keyword::indicator || word == keyword::alert || word == keyword::log ||
                           (word == keyword::event && has_brace) || members;
        if (opens) close_unfinished(span{});
        if (opens) inside_broken_ = true;
        if (opens) in_.inside = members;
        if (word == keyword::rest) rest_was_broken_ = true;
    }

    /// A statement could not be read: the members of the block that it wanted to open are read all the same.
    void expect_members(lexeme::cursor from) {
        wanted_ = wanted_block(from, in_);
        if (wanted_) in_.inside = wanted_;
    }

    /// Whether what stands here is said of the columns of a log.
    [[nodiscard]] bool is_in_log() const { return block_ == block::log; }

    [[nodiscard]] ast::document finish() {
        close_unfinished(document.value.declarations.empty() ? span{} : block_at_);
        return std::move(document.value);
    }

private:
    /// `words`: blocks whose lines begin with words that are names elsewhere.
    enum class block { none, policy, collection, strategy, log, event, alert, words };

    template <class T>
    T& open() {
        return std::get<T>(document.value.declarations.back());
    }

    [[nodiscard]] std::string word_of(keyword which) const {
        return "`" + std::string(spelling(which, in_.language)) + "`";
    }

    /// A declaration began, or the text ended, while a block was open.
    void close_unfinished(span) {
        auto const* action = actions_.innermost(open_palette());
        if (block_ != block::none)
            in_.report(at_span("T1010", "the block has no end", action != nullptr ? action->at : block_at_,
                               "opened here", {"close it with }"}));
        end_block(block_at_.end);
    }

    void end_block(std::uint32_t end) {
        if (block_ == block::strategy) mind_rest(open<ast::strategy_declaration>());
        if (block_ != block::none)
            std::visit([end](auto& one) { one.at.end = end; }, document.value.declarations.back());
        block_ = block::none;
        inside_broken_ = false;
        rest_was_broken_ = false;
        actions_.clear();
        in_.inside.reset();
    }

    void mind_rest(ast::strategy_declaration const& strategy) const {
        if (strategy.rest || rest_was_broken_) return;
        auto const kind = strategy.is_indicator ? "indicator" : "strategy";
        in_.report(at_span(
            "T1011", kind + (" `" + strategy.name.text + "` has no ") + word_of(keyword::rest),
            strategy.head_at,
            strategy.is_indicator ? "accounts that no case takes would have no value"
                                  : "accounts that no queue takes would be nowhere",
            {"add as its last line: " + std::string(spelling(keyword::rest, in_.language)) + " name"}));
    }

    template <class Declaration>
    void begin(Declaration declaration, span at, block which) {
        close_if_open();
        declaration.at = at;
        document.value.declarations.push_back(std::move(declaration));
        block_ = which;
        block_at_ = at;
    }

    void close_if_open() {
        if (block_ != block::none) close_unfinished(span{});
        inside_broken_ = false;
        actions_.clear();
        in_.inside.reset();
    }

    void outside(span at, keyword member, keyword owner) {
        if (inside_broken_) return;
        in_.report(
            at_span("T1010", word_of(member) + " stands inside " + word_of(owner), at, "outside of one"));
    }

    bool place(heading read) {
        in_.report(at_span("T1019", "the heading is said twice", read.at, "only the first line bears it"));
        return false;
    }

    bool place(closing read) {
        if (!actions_.is_empty()) {
            actions_.close(open_palette(), read.at.end);
            return false;
        }
        if (block_ == block::none && !inside_broken_)
            in_.report(at_span("T1010", "`}` closes nothing", read.at, "no block is open here"));
        end_block(read.at.end);
        return false;
    }

    bool place(policy_member read) {
        if (block_ != block::policy) {
            outside(read.at, read.currency ? keyword::currency : keyword::zone, keyword::policy);
            return false;
        }
        auto& policy = open<ast::policy_declaration>();
        if (read.currency) set_once(policy.currency, *read.currency, in_, read.at);
        if (read.zone) set_once(policy.zone, *read.zone, in_, read.at);
        return false;
    }

    bool place(opening<ast::policy_declaration> read) {
        begin(std::move(read.declaration), read.at, read.is_open ? block::policy : block::none);
        return false;
    }

    bool place(opening<ast::collection_declaration> read) {
        begin(std::move(read.declaration), read.at, block::collection);
        return false;
    }

    bool place(opening<ast::strategy_declaration> read) {
        begin(std::move(read.declaration), read.at, block::strategy);
        return false;
    }

    bool place(opening<ast::log_declaration> read) {
        begin(std::move(read.declaration), read.at, block::log);
        return false;
    }

    bool place(opening<ast::alert_declaration> read) {
        begin(std::move(read.declaration), read.at, block::alert);
        return false;
    }

    /// In a log, `event` and a name is the role and its column.
    bool place(opening<ast::event_declaration> read) {
        auto& event = read.declaration;
        bool const is_bare =
            !read.is_open && !event.label && !event.collection && !event.reverses && event.matches.empty();
        if (block_ == block::log && is_bare)
            return place(log_member{{keyword::event, std::move(event.name)}, read.at});
        begin(std::move(event), read.at, read.is_open ? block::event : block::none);
        return false;
    }

    bool place(log_member read) {
        if (block_ != block::log) {
            outside(read.at, read.column.role, keyword::log);
            return false;
        }
        auto& columns = open<ast::log_declaration>().columns;
        for (auto const& one : columns)
            if (one.role == read.column.role)
                in_.report(at_span("T1019", "this is said twice", read.at, "said before"));
        columns.push_back(std::move(read.column));
        return false;
    }

    bool place(ast::field_declaration read) {
        if (read.column && block_ != block::event && !inside_broken_)
            in_.report(at_span(
                "T1010",
                word_of(keyword::from) + " and a column stand in the field of an " + word_of(keyword::event),
                read.column->at, "this field is not read from a feed of events",
                {"the name of a field is the name of its column"}));
        if (block_ == block::collection) {
            open<ast::collection_declaration>().fields.push_back(std::move(read));
            return false;
        }
        if (block_ == block::event) {
            open<ast::event_declaration>().fields.push_back(std::move(read));
            return false;
        }
        if (inside_broken_ && !in_.inside) return false;
        return plain(std::move(read), false);
    }

    /// All other blocks: the words of their members are words only inside them.
    template <class Declaration>
    bool place(opening<Declaration> read) {
        auto const word = word_of_block(read.declaration);
        begin(std::move(read.declaration), read.at, block::words);
        in_.inside = word;
        said_.clear();
        return false;
    }

    bool place(ast::debt_member read) { return add(std::move(read)); }
    template <class... Kinds>
    bool place(std::variant<Kinds...> read) {
        return add(std::move(read));
    }
    bool place(ast::matrix_row read) {
        if (is_open<ast::matrix_declaration>())
            open<ast::matrix_declaration>().rows.push_back(std::move(read));
        return true;
    }

    template <class Declaration>
    [[nodiscard]] bool is_open() const {
        return block_ == block::words &&
               std::holds_alternative<Declaration>(document.value.declarations.back());
    }

    /// A member goes into the open block, if that is one of its kind.
    template <class Member>
    bool add(Member read) {
        bool const is_end_open = may_end_with_expression(read);
        if (block_ != block::words) return is_end_open;
        auto const at = place_in_text(read);
        auto const into = [&](auto& declaration) {
            if constexpr (has_members<std::decay_t<decltype(declaration)>, Member>)
                add_once(declaration.members, std::move(read), at);
        };
        std::visit(into, document.value.declarations.back());
        return is_end_open;
    }

    [[nodiscard]] ast::palette_declaration* open_palette() {
        return is_open<ast::palette_declaration>() ? &open<ast::palette_declaration>() : nullptr;
    }

    bool place(palette_line read) {
        auto const name = read.name.text;
        if (!actions_.put(read, open_palette())) document.value.broken_names.push_back(name);
        return false;
    }

    /// The first of members that may be said once is kept.
    template <class Member>
    void add_once(std::vector<Member>& members, Member read, span at) {
        auto const what = subject_of(read);
        bool const is_said = what && std::find(said_.begin(), said_.end(), *what) != said_.end();
        if (is_said) return in_.report(at_span("T1019", "this is said twice", at, "said before"));
        if (what) said_.push_back(*what);
        members.push_back(std::move(read));
    }

    bool place(ast::state_declaration read) { return member(std::move(read), keyword::state); }
    bool place(ast::transition_declaration read) {
        auto const word = read.trigger;
        return member(std::move(read), word);
    }
    bool place(ast::manual_declaration read) { return member(std::move(read), keyword::manual); }

    template <class Member>
    bool member(Member read, keyword word) {
        if (block_ != block::alert)
            outside(read.at, word, keyword::alert);
        else
            open<ast::alert_declaration>().members.emplace_back(std::move(read));
        return false;
    }

    bool place(ast::parameter_declaration read) {
        bool const has_initial = read.initial.has_value();
        return plain(std::move(read), has_initial);
    }
    bool place(ast::value_declaration read) { return plain(std::move(read), true); }
    bool place(ast::counter_declaration read) { return plain(std::move(read), true); }
    bool place(ast::segment_declaration read) { return plain(std::move(read), true); }
    bool place(ast::calendar_declaration read) { return plain(std::move(read), false); }

    template <class Declaration>
    bool plain(Declaration read, bool ends_with_expression) {
        close_if_open();
        document.value.declarations.push_back(std::move(read));
        return ends_with_expression;
    }

    bool place(ast::queue_declaration read) {
        lexeme::cursor const start{in_.begin + read.at.begin, in_.begin + read.at.end};
        bool const is_case = lexeme::match_keyword(start, keyword::case_, in_.language) != nullptr;
        if (block_ != block::strategy) {
            outside(read.at, is_case ? keyword::case_ : keyword::queue,
                    is_case ? keyword::indicator : keyword::strategy);
            return true;
        }
        auto& strategy = open<ast::strategy_declaration>();
        auto const due = strategy.is_indicator ? keyword::case_ : keyword::queue;
        if (is_case != strategy.is_indicator)
            in_.report(at_span("T1010",
                               word_of(is_case ? keyword::case_ : keyword::queue) + " stands inside " +
                                   word_of(is_case ? keyword::indicator : keyword::strategy),
                               read.at, "expected " + word_of(due), {"write " + word_of(due)}));
        if (strategy.rest)
            in_.report(at_span("T1010",
                               std::string(is_case ? "a case" : "a queue") + " after the " +
                                   word_of(keyword::rest) + " takes nothing",
                               read.at, "move it before the rest"));
        strategy.queues.push_back(std::move(read));
        return true;
    }

    bool place(ast::rest_declaration read) {
        if (block_ != block::strategy) {
            outside(read.at, keyword::rest, keyword::strategy);
            return false;
        }
        set_once(open<ast::strategy_declaration>().rest, read, in_, read.at);
        return false;
    }

    reading& in_;
    block block_ = block::none;
    span block_at_;
    bool inside_broken_ = false;
    bool rest_was_broken_ = false;
    std::optional<keyword> wanted_;  ///< the block that what could not be read was to open
    std::vector<subject> said_;      ///< in the open block
    action_nest actions_;            ///< of the open palette
};

}  // namespace tramo::grammar
