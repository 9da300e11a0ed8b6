// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Puts statements into the tree: members into the block that is open, blocks into the document.
#pragma once

#include <tramo/impl/syntax/statements.ipp>

namespace tramo::grammar {

/// Larger texts are no policy.
inline constexpr std::size_t max_source_bytes = std::size_t{256} << 20;

struct document_in_progress {
    ast::document value;
    std::uint32_t heading_end = 0;
};

class assembler {
public:
    explicit assembler(reading& in) : in_(in) {}

    document_in_progress document;

    /// Returns whether the statement ended with an expression.
    bool take(statement read) {
        return std::visit([this](auto& one) { return place(std::move(one)); }, read);
    }

    /// A statement that could not be read. If it opens a block, what follows belongs to it.
    void skip(std::string name, lexeme::cursor from) {
        if (!name.empty()) document.value.broken_names.push_back(std::move(name));
        auto const word = find_keyword(lexeme::word_at(from), in_.language, keyword_group::declaration);
        if (!word) return;
        bool const opens = *word == keyword::strategy || *word == keyword::collection;
        if (opens) close_unfinished(span{});
        if (opens) inside_broken_ = true;
        if (*word == keyword::rest) rest_was_broken_ = true;
    }

    [[nodiscard]] ast::document finish() {
        close_unfinished(document.value.declarations.empty() ? span{} : block_at_);
        return std::move(document.value);
    }

private:
    enum class block { none, policy, collection, strategy };

    template <class T>
    T& open() {
        return std::get<T>(document.value.declarations.back());
    }

    [[nodiscard]] std::string word_of(keyword which) const {
        return "`" + std::string(spelling(which, in_.language)) + "`";
    }

    /// A declaration began, or the text ended, while a block was open.
    void close_unfinished(span) {
        if (block_ != block::none)
            in_.report(
                at_span("T1010", "the block has no end", block_at_, "opened here", {"close it with }"}));
        end_block(block_at_.end);
    }

    void end_block(std::uint32_t end) {
        if (block_ == block::strategy) {
            auto& strategy = open<ast::strategy_declaration>();
            strategy.at.end = end;
            if (!strategy.rest && !rest_was_broken_)
                in_.report(
                    at_span("T1011", "strategy `" + strategy.name.text + "` has no " + word_of(keyword::rest),
                            strategy.head_at, "accounts that no queue takes would be nowhere",
                            {"add as its last line: " + std::string(spelling(keyword::rest, in_.language)) +
                             " name"}));
        }
        if (block_ == block::collection) open<ast::collection_declaration>().at.end = end;
        if (block_ == block::policy) open<ast::policy_declaration>().at.end = end;
        block_ = block::none;
        inside_broken_ = false;
        rest_was_broken_ = false;
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

    bool place(ast::field_declaration read) {
        if (block_ == block::collection) {
            open<ast::collection_declaration>().fields.push_back(std::move(read));
            return false;
        }
        if (inside_broken_) return false;
        return plain(std::move(read), false);
    }

    bool place(ast::parameter_declaration read) {
        bool const has_initial = read.initial.has_value();
        return plain(std::move(read), has_initial);
    }
    bool place(ast::value_declaration read) { return plain(std::move(read), true); }
    bool place(ast::segment_declaration read) { return plain(std::move(read), true); }

    template <class Declaration>
    bool plain(Declaration read, bool ends_with_expression) {
        close_if_open();
        document.value.declarations.push_back(std::move(read));
        return ends_with_expression;
    }

    bool place(ast::queue_declaration read) {
        if (block_ != block::strategy) {
            outside(read.at, keyword::queue, keyword::strategy);
            return true;
        }
        auto& strategy = open<ast::strategy_declaration>();
        if (strategy.rest)
            in_.report(at_span("T1010", "a queue after the " + word_of(keyword::rest) + " takes nothing",
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
};

}  // namespace tramo::grammar
