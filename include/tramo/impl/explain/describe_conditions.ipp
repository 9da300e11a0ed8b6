// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions as sentences with nested lists, in which no reader gets lost however deep they go.
#pragma once

#include <deque>
#include <set>

#include <tramo/impl/explain/describe_page.ipp>
#include <tramo/impl/explain/describe_sentences.ipp>

namespace tramo::describing {

/// Lists go no deeper; what lies below is set out on its own.
inline constexpr std::size_t deepest_list = 3;
/// A group that is no longer, in bytes, and has no group within, stays on one line.
inline constexpr std::size_t longest_group = 140;

class condition_writer {
public:
    condition_writer(page& out, sentence_writer& words) : out_(out), words_(words), with_(words.with()) {}

    /// "An account is in the segment" and when.
    void write(std::string const& lead, ast::expression const& what) {
        auto const depth_before = further_.size();
        write_one(lead, what, true);
        for (auto i = depth_before; i < further_.size(); ++i) {
            auto const next = further_[i];
            write_one(with_.say(said::condition_lead, {next.name}), *next.what, next.holds);
        }
        further_.clear();
        out_.end_list();
    }

    /// Whether it is told in one sentence.
    [[nodiscard]] bool is_short(ast::expression const& what) {
        if (!is_group(what)) return true;
        if (!is_chain(what)) return false;
        for (auto const& one : what.operands)
            if (is_group(one)) return false;
        return words_.clause(what).size() <= longest_group;
    }

private:
    struct set_apart {
        std::string name;
        ast::expression const* what;
        bool holds;
    };

    /// `any` and `all` with a long condition are lists of their own.
    [[nodiscard]] bool is_filtered_group(ast::expression const& what) {
        bool const quantifies = what.kind == ast::node::aggregate && what.member.empty() &&
                                (what.word == keyword::any || what.word == keyword::all);
        return quantifies && !what.operands.empty() && is_chain(what.operands[0]) &&
               words_.clause(what).size() > longest_group;
    }

    [[nodiscard]] bool is_group(ast::expression const& what) {
        if (what.kind == ast::node::not_) return is_chain(what.operands[0]);
        return is_chain(what) || is_filtered_group(what);
    }

    [[nodiscard]] static ast::expression const& chain_of(ast::expression const& what) {
        return what.kind == ast::node::not_ ? what.operands[0] : what;
    }

    void write_one(std::string const& lead, ast::expression const& what, bool holds) {
        if (is_filtered_group(what)) {
            out_.paragraph(lead + with_.say(said::when_this));
            item(what, holds, 0);
            return;
        }
        auto const& chain = chain_of(what);
        if (is_short(what) || !is_chain(chain)) {
            out_.paragraph(lead + with_.say(said::when_clause, {words_.clause(what, holds)}));
            return;
        }
        bool const is_positive = holds == (what.kind != ast::node::not_);
        bool const is_and = chain.kind == ast::node::and_;
        out_.paragraph(lead + with_.say(is_positive ? (is_and ? said::when_all : said::when_any)
                                                    : (is_and ? said::when_not_all : said::when_none)));
        for (auto const& one : chain.operands) item(one, true, 0);
    }

    void item(ast::expression const& what, bool holds, std::size_t depth) {
        bool const is_numbered = depth % 2 == 0;
        if (!is_group(what) || (holds && is_short(what))) {
            out_.item(depth, capital(words_.clause(what, holds)), is_numbered);
            return;
        }
        if (depth >= deepest_list) {
            set_apart_at(depth, what, holds);
            return;
        }
        if (is_filtered_group(what)) {
            filtered(what, holds, depth);
            return;
        }
        auto const& chain = chain_of(what);
        bool const is_positive = holds == (what.kind != ast::node::not_);
        bool const is_and = chain.kind == ast::node::and_;
        out_.item(depth,
                  capital(with_.say(is_positive ? (is_and ? said::group_all : said::group_any)
                                                : (is_and ? said::group_not_all : said::group_none))),
                  is_numbered);
        for (auto const& one : chain.operands) item(one, true, depth + 1);
    }

    /// Fields of records are known here only, so their conditions stay where they are.
    void set_apart_at(std::size_t depth, ast::expression const& what, bool holds) {
        auto text = words_.clause(what, holds);
        if (!with_.is_within()) {
            further_.push_back({"C" + std::to_string(++apart_), &what, holds});
            text = with_.say(said::further_down, {further_.back().name});
        }
        out_.item(depth, capital(text), depth % 2 == 0);
    }

    /// "For at least one of the records of *Debts*, all of the following:"
    void filtered(ast::expression const& what, bool holds, std::size_t depth) {
        auto const& chain = what.operands[0];
        auto const group = with_.say(chain.kind == ast::node::and_ ? said::group_all : said::group_any);
        auto const head = what.word == keyword::any ? (holds ? said::any_of : said::none_of)
                                                    : (holds ? said::all_of : said::not_all_of);
        out_.item(depth, capital(with_.say(head, {words_.records(what, false), group})), depth % 2 == 0);
        with_.enter(what.text);
        for (auto const& one : chain.operands) item(one, true, depth + 1);
        with_.leave();
    }

    page& out_;
    sentence_writer& words_;
    speaker& with_;
    std::deque<set_apart> further_;
    std::size_t apart_ = 0;
};

/// Finds the optional fields that a condition reads, also through values and segments.
class missing_finder {
public:
    explicit missing_finder(speaker const& with) : with_(with) {}

    [[nodiscard]] strings find(ast::expression const& what) {
        leave_out(what);
        walk(what);
        return found_;
    }

private:
    /// Where a condition, or one that it names, asks whether a field is known, its author has thought of it.
    void leave_out(ast::expression const& what) {
        if (what.kind == ast::node::name && what.member.empty()) leave_out_of(with_.names().find(what.text));
        if (what.kind == ast::node::is_unknown && what.operands[0].kind == ast::node::name)
            if (auto const* const asked = with_.names().find(what.operands[0].text)) seen_.insert(asked);
        for (auto const& one : what.operands) leave_out(one);
    }

    void leave_out_of(named const* what) {
        if (what == nullptr || !looked_at_.insert(what).second) return;
        for (auto const* const meaning : what->meanings) leave_out(*meaning);
    }

    void walk(ast::expression const& what) {
        if (what.kind == ast::node::name && what.member.empty()) read(with_.names().find(what.text));
        if (what.kind == ast::node::aggregate) return;  // its fields are those of the records
        for (auto const& one : what.operands) walk(one);
    }

    void read(named const* what) {
        if (what == nullptr || !seen_.insert(what).second) return;
        if (what->may_be_missing) found_.push_back(shown(what->name, what->label));
        for (auto const* const meaning : what->meanings) walk(*meaning);
    }

    speaker const& with_;
    std::set<named const*> seen_, looked_at_;
    strings found_;
};

}  // namespace tramo::describing
