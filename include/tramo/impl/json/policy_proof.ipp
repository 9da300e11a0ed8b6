// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds a tree that came from elsewhere against the grammar: printed and read again it must be the same, with
// all its comments.
#pragma once

#include <algorithm>

#include <tramo/impl/json/policy_values.ipp>
#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>

namespace tramo::policy_json {

/// Every comment of a document, in order of size and letters.
class comment_collector {
public:
    [[nodiscard]] static std::vector<std::string> of(ast::document const& what) {
        comment_collector all;
        all.visit(what);
        std::sort(all.found_.begin(), all.found_.end());
        return std::move(all.found_);
    }

private:
    void add(std::string const& text) {
        if (!text.empty() && text != ast::blank_line) found_.push_back(text);
    }

    template <class T>
    void visit(T const& value) {
        if constexpr (described<T>)
            for_each_member(description<T>::members,
                            [&](auto const& one) { visit_member(value.*one.at, one.within.means); });
    }
    template <class T>
    void visit(std::optional<T> const& value) {
        if (value) visit(*value);
    }
    template <class T>
    void visit(std::vector<T> const& all) {
        for (auto const& one : all) visit(one);
    }
    template <class... All>
    void visit(std::variant<All...> const& value) {
        std::visit([&](auto const& one) { visit(one); }, value);
    }
    void visit(ast::expression const& value) {
        add(value.comment);
        visit(value.operands);
    }
    template <class T>
    void visit_member(T const& value, meaning means) {
        bool const is_comment = means == meaning::comment || means == meaning::comment_line;
        if (!is_comment) return visit(value);
        if constexpr (std::is_same_v<T, std::string>) add(value);
        if constexpr (std::is_same_v<T, std::vector<std::string>>)
            for (auto const& one : value) add(one);
    }

    std::vector<std::string> found_;
};

/// How a document fares when it is printed and read again.
struct reprint {
    source text;
    checked<ast::document> read;
    bool is_same = false;
    bool keeps_comments = false;

    explicit reprint(ast::document const& what)
        : text(print(what, what.language), "the printed policy"), read(parse(text)) {
        is_same = read.ok() && same(what, read.value);
        keeps_comments = is_same && comment_collector::of(what) == comment_collector::of(read.value) &&
                         print(read.value, what.language) == text.text();
    }
};

[[nodiscard]] TRAMO_INLINE std::string trimmed(std::string_view line) {
    constexpr std::size_t longest = 100;
    auto const begin = std::min(line.find_first_not_of(' '), line.size());
    auto length = std::min(line.size() - begin, longest);
    while (begin + length < line.size() && (static_cast<unsigned char>(line[begin + length]) & 0xC0) == 0x80)
        --length;
    return std::string(line.substr(begin, length)) + (begin + length < line.size() ? "…" : "");
}

/// What is wrong with something that was printed and read, under its pointer.
TRAMO_INLINE void tell_reprint(reprint const& one, std::string const& pointer, json_findings& told) {
    bool has_told = false;
    for (auto const& found : one.read.diagnostics) {
        if (found.severity != severity::error) continue;
        has_told = true;
        std::vector<std::string> help;
        if (!found.labels.empty()) {
            auto const line = one.text.line(one.text.at(found.labels[0].where.begin).line);
            help.push_back("it would be written: " + trimmed(line));
        }
        help.insert(help.end(), found.help.begin(), found.help.end());
        told.tell(pointer, "T7009", found.message, "cannot be written in a policy", std::move(help));
    }
    if (has_told || one.keeps_comments) return;
    if (one.is_same)
        return told.tell(pointer, "T7010", "a comment stands where none is kept", "with a comment",
                         {"comments of a declaration or a member stand in its \"comments\" or "
                          "\"closing_comments\"; \"comment\" stands at operands of \"and\" and \"or\""});
    auto const line = one.text.line(std::min(one.text.line_count(), std::size_t{3}));
    told.tell(pointer, "T7009", "what this says is read otherwise once it is written", "read otherwise",
              {"it would be written: " + trimmed(line)});
}

/// Replaces a document by the one that its text is read as, whose places are those of the text.
TRAMO_INLINE void prove(ast::document& what, json_findings& told) {
    reprint whole(what);
    if (whole.keeps_comments) {
        what = std::move(whole.read.value);
        return;
    }
    for (std::size_t i = 0; i < what.declarations.size(); ++i) {
        ast::document alone;
        alone.language = what.language;
        alone.declarations.push_back(what.declarations[i]);
        reprint const one(alone);
        if (!one.keeps_comments) tell_reprint(one, "/declarations/" + std::to_string(i), told);
    }
    if (told.empty()) tell_reprint(whole, "", told);
}

}  // namespace tramo::policy_json
