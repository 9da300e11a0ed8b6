// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A page of Markdown as it grows: headings, paragraphs, nested lists, tables, pictures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tramo/impl/explain/describe_words.ipp>

namespace tramo::describing {

class page {
public:
    void heading(std::size_t level, std::string const& text) {
        part();
        text_ += std::string(level, '#') + " " + text + "\n";
    }
    void paragraph(std::string const& text) {
        part();
        text_ += text + "\n";
    }
    /// A line of a list. What is deeper than the item before it belongs to it; even depths are numbered.
    void item(std::size_t depth, std::string const& text, bool is_numbered) {
        if (!in_list_) part();
        in_list_ = true;
        counts_.resize(depth + 1, 0);
        widths_.resize(depth + 1, 0);
        auto const mark = is_numbered ? std::to_string(++counts_[depth]) + ". " : std::string("- ");
        std::size_t indent = 0;
        for (std::size_t i = 0; i < depth; ++i) indent += widths_[i];
        widths_[depth] = mark.size();
        text_ += std::string(indent, ' ') + mark + text + "\n";
    }
    void bullet(std::string const& text) { item(0, text, false); }
    void table(strings const& head, std::vector<strings> const& rows) {
        if (rows.empty()) return;
        part();
        row(head);
        text_ += "|";
        for (std::size_t i = 0; i < head.size(); ++i) text_ += " --- |";
        text_ += "\n";
        for (auto const& one : rows) row(one);
    }
    void picture(std::string const& mermaid) {
        part();
        text_ += "```mermaid\n" + mermaid;
        if (!mermaid.ends_with('\n')) text_ += "\n";
        text_ += "```\n";
    }
    /// Ends a list, so that the next one counts from 1 again.
    void end_list() {
        if (!in_list_) return;
        in_list_ = false;
        counts_.clear();
        widths_.clear();
    }
    [[nodiscard]] std::string const& text() const { return text_; }

private:
    void part() {
        end_list();
        if (!text_.empty()) text_ += "\n";
    }
    void row(strings const& cells) {
        text_ += "|";
        for (auto const& cell : cells) text_ += cell.empty() ? "  |" : " " + cell + " |";
        text_ += "\n";
    }

    std::string text_;
    bool in_list_ = false;
    std::vector<std::size_t> counts_, widths_;
};

}  // namespace tramo::describing
