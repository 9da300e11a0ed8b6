// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Findings about a JSON text: told by JSON pointer while it is read, given their lines and columns in one
// walk over the text when all is known.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <tramo/impl/json/json_layout.ipp>
#include <tramo/text/diagnostic.hpp>

namespace tramo::json_reading {

/// A value's way from the root, kept on the stack of whoever reads it; spelled out only where something is
/// told of it.
struct json_place {
    json_place const* above = nullptr;
    std::string_view key{};  ///< of a member
    std::size_t index = 0;   ///< of an element, where there is no key
    bool is_element = false;

    [[nodiscard]] json_place at(std::string_view member) const { return {this, member, 0, false}; }
    [[nodiscard]] json_place at(std::size_t element) const { return {this, {}, element, true}; }

    /// As RFC 6901 has it: `/declarations/3/name`; the root is empty.
    [[nodiscard]] std::string pointer() const {
        if (above == nullptr) return {};
        auto made = above->pointer() + "/";
        if (is_element) return made + std::to_string(index);
        for (char const c : key) made += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        return made;
    }
};

/// Walks over JSON that is known to be sound and notes where the values of some pointers stand.
class pointer_walk {
public:
    pointer_walk(std::string_view text, std::set<std::string> const& wanted) : text_(text), wanted_(wanted) {}

    [[nodiscard]] std::map<std::string, span> find() {
        value_begins(first_value());
        for (; at_ < text_.size(); ++at_) step();
        return std::move(found_);
    }

private:
    struct level {
        bool is_object;
        std::size_t begin;       ///< of the object or list
        std::size_t above_size;  ///< of the pointer to it
        std::size_t index = 0;
        bool expects_key = true;
    };

    [[nodiscard]] std::size_t first_value() {
        at_ = text_.find_first_of("{[\"-0123456789tfn");
        return at_ = std::min(at_, text_.size());
    }

    void step() {
        char const c = text_[at_];
        if (c == '"') {
            read_string();
        } else if (c == '{' || c == '[') {
            levels_.push_back({c == '{', at_, pointer_.size()});
            if (c == '[') begin_element();
        } else if (c == '}' || c == ']') {
            auto const closed = levels_.back();
            levels_.pop_back();
            pointer_.resize(closed.above_size);
            note(closed.begin, at_ + 1);
        } else if (c == ',') {
            next();
        }
    }

    void read_string() {
        auto const end = json_writing::end_of_string(text_, at_);
        if (!levels_.empty() && levels_.back().is_object && levels_.back().expects_key) {
            auto const key = nlohmann::json::parse(text_.substr(at_, end - at_)).get<std::string>();
            pointer_.resize(levels_.back().above_size);
            pointer_ += json_place().at(std::string_view(key)).pointer();
            levels_.back().expects_key = false;
            auto const colon = text_.find(':', end);
            value_begins(std::min(text_.find_first_not_of(" \t\r\n", colon + 1), text_.size()));
        }
        at_ = end - 1;
    }

    void next() {
        auto& in = levels_.back();
        pointer_.resize(in.above_size);
        in.expects_key = true;
        ++in.index;
        if (!in.is_object) begin_element();
    }

    void begin_element() {
        pointer_ += "/" + std::to_string(levels_.back().index);
        value_begins(std::min(text_.find_first_not_of(" \t\r\n", at_ + 1), text_.size()));
    }

    /// A text or a number ends where its token does; what has brackets is noted once they close.
    void value_begins(std::size_t begin) {
        if (begin >= text_.size() || text_[begin] == '{' || text_[begin] == '[') return;
        auto const end = text_[begin] == '"'
                             ? json_writing::end_of_string(text_, begin)
                             : std::min(text_.find_first_of(",]} \t\r\n", begin), text_.size());
        note(begin, end);
    }

    /// The last one counts where a member stands twice.
    void note(std::size_t begin, std::size_t end) {
        if (wanted_.contains(pointer_))
            found_[pointer_] = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    std::string_view text_;
    std::set<std::string> const& wanted_;
    std::map<std::string, span> found_;
    std::vector<level> levels_;
    std::string pointer_;
    std::size_t at_ = 0;
};

/// All that is wrong with a JSON text.
class json_findings {
public:
    void tell(json_place const& where, char const* code, std::string const& what, std::string label,
              std::vector<std::string> help = {}) {
        tell(where.pointer(), code, what, std::move(label), std::move(help));
    }
    void tell(std::string pointer, char const* code, std::string const& what, std::string label,
              std::vector<std::string> help = {}) {
        auto const place = pointer.empty() ? "the document" : pointer;
        all_.push_back(
            {code, severity::error, place + ": " + what, {{{}, std::move(label)}}, std::move(help)});
        pointers_.push_back(std::move(pointer));
    }
    [[nodiscard]] bool empty() const { return all_.empty(); }

    /// The findings in the order of the text, each with its place there.
    [[nodiscard]] std::vector<diagnostic> placed(std::string_view text) {
        std::set<std::string> const wanted(pointers_.begin(), pointers_.end());
        auto const places = pointer_walk(text, wanted).find();
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (auto const found = places.find(pointers_[i]); found != places.end())
                all_[i].labels[0].where = shortened(text, found->second);
        std::stable_sort(all_.begin(), all_.end(), [](diagnostic const& a, diagnostic const& b) {
            return a.labels[0].where.begin < b.labels[0].where.begin;
        });
        return std::move(all_);
    }

private:
    /// Of an object of many lines its first one is shown.
    [[nodiscard]] static span shortened(std::string_view text, span where) {
        auto const line_end = std::min(text.find_first_of("\r\n", where.begin), text.size());
        return {where.begin, std::min(where.end, static_cast<std::uint32_t>(line_end))};
    }

    std::vector<diagnostic> all_;
    std::vector<std::string> pointers_;
};

}  // namespace tramo::json_reading
