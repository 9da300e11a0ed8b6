// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Groups of react-querybuilder as conditions: those with one combinator, and flat lists that have one between
// each two rules.
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/impl/json/query_rules.ipp>

namespace tramo::query_json {

[[nodiscard]] inline bool is_combinator(std::string_view word) {
    return word == "and" || word == "or" || word == "xor";
}

class group_reader {
public:
    group_reader(std::vector<known_field> const& fields, language in, query_findings& told)
        : rules_(fields, told), in_(in), told_(told) {}

    [[nodiscard]] read_part read(raw_value const& group, std::string const& at) {
        if (is_true_member(group, "muted")) return rules_.leave_out(at, "the group is muted");
        judge_members(group, {"combinator", "rules", "not"}, at, told_);
        auto const* const rules = group.member("rules");
        if (rules == nullptr || !rules->is(form::list)) {
            told_.refuse("T7042", rules == nullptr ? at : at + "/rules",
                         rules == nullptr ? "the member \"rules\" is missing"
                                          : "expected a list, found " + shown(*rules),
                         {"a group is {\"combinator\": \"and\", \"rules\": […]}"});
            return {};
        }
        auto const* const combinator = group.member("combinator");
        auto parts = combinator == nullptr ? flat_list(*rules, at) : regular(*rules, *combinator, at);
        if (!parts) return {};
        return negated(std::move(*parts), group, at);
    }

private:
    using part_list = std::vector<ast::expression>;

    /// A rule or a group.
    read_part part(raw_value const& one, std::string const& at) {
        if (one.is(form::object))
            return one.member("rules") != nullptr ? read(one, at) : rules_.read(one, at);
        told_.refuse("T7042", at, "expected a rule or a group, found " + shown(one),
                     {"a rule is {\"field\": …, \"operator\": …, \"value\": …}"});
        return {};
    }

    read_part negated(read_part made, raw_value const& group, std::string const& at) {
        auto const* const negation = group.member("not");
        bool const is_negated = negation != nullptr && negation->is(form::truth) && negation->is_true;
        bool const is_sound = negation == nullptr || negation->is(form::truth) || negation->is(form::null);
        if (!is_sound) {
            told_.refuse("T7042", at + "/not", "expected true or false, found " + shown(*negation));
            return {};
        }
        if (made.is_left_out) return nothing(is_negated, at);
        if (is_negated && made.condition)
            made.condition = node_of(ast::node::not_, {std::move(*made.condition)});
        return made;
    }

    /// A group in which nothing stands, or nothing is left.
    read_part nothing(bool is_negated, std::string const& at) {
        if (is_negated) {
            told_.refuse("T7047", at, "the contrary of a group without rules",
                         {"it is true to some readers of react-querybuilder and false to others",
                          "remove the group, or give it a rule"});
            return {};
        }
        told_.warn("T7052", at, "the group has no rules: it is read as true",
                   {"react-querybuilder writes it as 1 = 1 in SQL; remove the group if that is not meant"});
        auto made = node_of(ast::node::truth);
        made.is_true = true;
        return {std::move(made), false};
    }

    /// `a and (b and c)` is `a and b and c`.
    static ast::expression chain(ast::node kind, part_list parts) {
        if (parts.size() == 1) return std::move(parts[0]);
        part_list all;
        for (auto& one : parts) {
            if (one.kind != kind) {
                all.push_back(std::move(one));
                continue;
            }
            all.insert(all.end(), std::move_iterator(one.operands.begin()),
                       std::move_iterator(one.operands.end()));
        }
        return node_of(kind, std::move(all));
    }

    /// `a xor b` written out, unknown where either is.
    tree exclusive(part_list parts, std::string const& at) {
        if (parts.size() == 1) return std::move(parts[0]);
        if (parts.size() > 2) {
            told_.refuse("T7047", at, "\"xor\" joins " + std::to_string(parts.size()) + " rules",
                         {"some readers take it as an odd number of them, others as exactly one",
                          "put two and two into groups"});
            return {};
        }
        xor_size_ += size_of(parts[0]) + size_of(parts[1]);
        if (xor_size_ > most_written_out) {
            told_.refuse("T7047", at, "groups of \"xor\" within each other are too large to be written out",
                         {"say it with \"and\", \"or\" and not"});
            return {};
        }
        auto first = chain(ast::node::and_, {parts[0], node_of(ast::node::not_, {parts[1]})});
        auto second = chain(ast::node::and_, {node_of(ast::node::not_, {parts[0]}), parts[1]});
        return chain(ast::node::or_, {std::move(first), std::move(second)});
    }

    [[nodiscard]] static std::size_t size_of(ast::expression const& what) {
        std::size_t size = 1;
        for (auto const& part : what.operands) size += size_of(part);
        return size;
    }

    tree joined(std::string_view combinator, part_list parts, std::string const& at) {
        if (combinator == "xor") return exclusive(std::move(parts), at);
        return chain(combinator == "and" ? ast::node::and_ : ast::node::or_, std::move(parts));
    }

    std::optional<read_part> regular(raw_value const& rules, raw_value const& combinator,
                                     std::string const& at) {
        bool const is_known = combinator.is(form::text) && is_combinator(combinator.text);
        if (!is_known)
            told_.refuse("T7047", at + "/combinator", "expected and, or or xor, found " + shown(combinator),
                         choices(combinator.text, "combinators", {"and", "or", "xor"}));
        part_list parts;
        bool is_sound = is_known;
        for (std::size_t i = 0; i < rules.elements.size(); ++i) {
            auto one = part(rules.elements[i], at + "/rules/" + std::to_string(i));
            is_sound = is_sound && (one.condition || one.is_left_out);
            if (one.condition) parts.push_back(std::move(*one.condition));
        }
        if (!is_sound) return {};
        if (parts.empty()) return read_part{{}, true};
        auto made = joined(combinator.text, std::move(parts), at);
        if (!made) return {};
        return read_part{std::move(made), false};
    }

    /// Rules and the words between them.
    struct flat {
        std::vector<read_part> parts;
        std::vector<std::string_view> words;
        std::string at;
    };

    std::optional<read_part> flat_list(raw_value const& rules, std::string const& at) {
        flat all{{}, {}, at + "/rules"};
        bool is_sound = true;
        for (std::size_t i = 0; i < rules.elements.size(); ++i)
            is_sound = add(all, rules.elements[i], i) && is_sound;
        if (rules.elements.size() % 2 == 0 && !rules.elements.empty() && is_sound) {
            told_.refuse("T7047", all.at, "the list ends with a combinator", {"remove it, or add a rule"});
            return {};
        }
        if (!is_sound) return {};
        auto const count = all.parts.size();
        auto made = split(all, 0, count, 0);
        if (made && made->condition) warn_mixed(all, *made->condition);
        return made;
    }

    bool add(flat& all, raw_value const& one, std::size_t index) {
        auto const at = all.at + "/" + std::to_string(index);
        if (index % 2 == 1) {
            if (one.is(form::text) && is_combinator(one.text)) {
                all.words.push_back(one.text);
                return true;
            }
            told_.refuse("T7047", at, "expected and, or or xor between two rules, found " + shown(one),
                         {"a group has a member \"combinator\", or such a word between each two rules"});
            return false;
        }
        all.parts.push_back(part(one, at));
        return all.parts.back().condition || all.parts.back().is_left_out;
    }

    /// The parts from `first` to `last`, of which the words that bind least are looked for first.
    std::optional<read_part> split(flat& all, std::size_t first, std::size_t last, std::size_t level) {
        static constexpr std::string_view words[] = {"or", "xor", "and"};
        if (level == std::size(words)) {
            if (first == last) return read_part{{}, true};
            return std::move(all.parts[first]);
        }
        part_list parts;
        auto begin = first;
        for (auto i = first; i < last; ++i) {
            if (i + 1 < last && all.words[i] != words[level]) continue;
            auto one = split(all, begin, i + 1, level + 1);
            if (!one) return {};
            if (one->condition) parts.push_back(std::move(*one->condition));
            begin = i + 1;
        }
        if (parts.empty()) return read_part{{}, true};
        auto made = joined(words[level], std::move(parts), all.at);
        if (!made) return {};
        return read_part{std::move(made), false};
    }

    /// V-21: `a and b or c` is read as `(a and b) or c`, and said so.
    void warn_mixed(flat const& all, ast::expression const& made) {
        std::vector<std::string_view> found;
        for (auto const* const word : {"and", "xor", "or"})
            if (std::find(all.words.begin(), all.words.end(), word) != all.words.end())
                found.emplace_back(word);
        if (found.size() < 2) return;
        std::string names, order;
        for (std::size_t i = 0; i < found.size(); ++i) {
            names += (i == 0 ? "`" : i + 1 == found.size() ? " and `" : ", `") + std::string(found[i]) + "`";
            order += (i == 0 ? "`" : " binds tighter than `") + std::string(found[i]) + "`";
        }
        auto const reading = print(made, in_);
        constexpr std::size_t longest = 200;
        told_.warn("T4001", all.at, names + " are mixed without parentheses",
                   {order, reading.size() <= longest
                               ? "it is read as: " + reading
                               : "it is read as: … (the parts joined by the tighter word in parentheses)"});
    }

    static constexpr std::size_t most_written_out = 10'000;

    rule_reader rules_;
    language in_;
    query_findings& told_;
    std::size_t xor_size_ = 0;
};

}  // namespace tramo::query_json
