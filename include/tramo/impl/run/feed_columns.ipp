// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The columns of a feed of events, batch by batch, and what is wrong with them as a whole.
#pragma once

#include <algorithm>

#include <tramo/check/program.hpp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/run/column_reader.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo::running {

/// A column of a feed: one part for each batch, null where the batch lacks it.
struct feed_column {
    std::string name;
    std::vector<column const*> parts;
    [[nodiscard]] bool is_there() const {
        for (auto const* part : parts)
            if (part != nullptr && (part->physical != layout::null || !part->unsupported.empty()))
                return true;
        return false;
    }
};

/// Rows of a feed are numbered over all batches; this finds the batch of a row.
class feed_rows {
public:
    explicit feed_rows(table const& feed) {
        for (auto const& part : feed.batches) {
            first_.push_back(total_);
            total_ += part.rows;
        }
    }
    [[nodiscard]] std::int64_t total() const { return total_; }
    [[nodiscard]] std::vector<std::int64_t> const& first_rows() const { return first_; }
    [[nodiscard]] std::size_t batch_of(std::int64_t row) const {
        std::size_t low = 0, high = first_.size();
        while (high - low > 1) {
            auto const middle = (low + high) / 2;
            (first_[middle] <= row ? low : high) = middle;
        }
        return low;
    }

private:
    std::vector<std::int64_t> first_;
    std::int64_t total_ = 0;
};

/// The column that tables of accounts name them by: the key field, else what the log calls accounts.
[[nodiscard]] inline std::string const& account_key(program const& policy) {
    return policy.key ? policy.fields.fields[*policy.key].name : policy.log.account;
}

[[nodiscard]] inline feed_column column_of(table const& feed, std::string const& name) {
    feed_column found{name, {}};
    for (auto const& part : feed.batches) found.parts.push_back(find_column(part, name));
    return found;
}

/// The cell of a row as a message shows it.
[[nodiscard]] inline std::string cell_of(feed_column const& from, feed_rows const& rows, std::int64_t row) {
    auto const batch = rows.batch_of(row);
    auto const* const part = from.parts.empty() ? nullptr : from.parts[batch];
    return part == nullptr ? "null" : cell_text(*part, row - rows.first_rows()[batch]);
}

/// The text by which a row's cell names something: texts without the blanks around them, whole numbers as
/// their digits whatever holds them (a column of integers with gaps often comes as floats); empty where there
/// is none. It lies in the column, or in `made`.
[[nodiscard]] inline std::string_view name_in_cell(column const& data, std::int64_t row, std::string& made) {
    if (!is_valid(data, row) || is_misfit(data, row)) return {};
    auto const element = data.offset + row;
    if (reading::is_text_layout(data.physical)) {
        std::string_view text;
        return reading::find_text(data, row, text) ? reading::trim(text) : std::string_view();
    }
    if (data.physical == layout::dictionary) {
        if (!data.dictionary) return {};
        auto const code = reading::integer_at(data.code_layout, data.values, element);
        if (code < 0 || code >= data.dictionary->length) return {};
        return name_in_cell(*data.dictionary, static_cast<std::int64_t>(code), made);
    }
    if (reading::is_integer_layout(data.physical))
        return made = to_string(reading::integer_at(data.physical, data.values, element));
    if (!reading::is_float_layout(data.physical)) return made = cell_text(data, row);
    if (auto const whole = reading::whole_number_at(data, element)) return made = std::to_string(*whole);
    double const number = reading::float_at(data, element);
    if (number != number) return {};
    return made = cell_text(data, row);
}

[[nodiscard]] inline std::string text_of_cell(column const& data, std::int64_t row) {
    std::string made;
    return std::string(name_in_cell(data, row, made));
}

[[nodiscard]] inline std::string text_of_row(feed_column const& from, feed_rows const& rows,
                                             std::int64_t row) {
    if (from.parts.empty()) return {};
    auto const batch = rows.batch_of(row);
    auto const* const part = from.parts[batch];
    return part == nullptr ? std::string() : text_of_cell(*part, row - rows.first_rows()[batch]);
}

/// What a policy calls the rows of a feed, and the block that says how it is read.
struct feed_words {
    char const* rows = "events";
    char const* article = "a";
    keyword block = keyword::log;
};

/// What the checks of all feeds have in common: each batch's columns are looked at, and each finding is told
/// once.
class column_checks {
public:
    [[nodiscard]] static field moment() {
        field as;
        as.name = "happened";
        as.type.kind = kind::timestamp;
        return as;
    }
    [[nodiscard]] static field whole() {
        field as;
        as.name = "sequence";
        as.type.kind = kind::integer;
        as.is_optional = true;
        return as;
    }

protected:
    column_checks(program const& policy, table const& feed, feed_words called)
        : policy_(policy), feed_(feed), words_(called) {}

    void report(char const* code, severity level, std::string message, std::vector<std::string> help) {
        for (auto const& one : found_)
            if (one.message == message) return;
        found_.push_back({code, level, std::move(message), {}, std::move(help)});
    }

    /// In the first batch that has any.
    void refuse_repeated_names() {
        for (auto const& part : feed_.batches) {
            std::vector<std::string> names;
            for (auto const& one : part.columns) {
                if (std::find(names.begin(), names.end(), one.name) != names.end())
                    report("T5006", severity::error,
                           std::string("the ") + words_.rows + " have two columns named `" + one.name + "`",
                           {"rename one of them"});
                names.push_back(one.name);
            }
            if (!found_.empty()) break;
        }
    }

    [[nodiscard]] bool has(std::string const& name) const {
        return std::any_of(feed_.batches.begin(), feed_.batches.end(),
                           [&](auto const& part) { return find_column(part, name) != nullptr; });
    }

    /// Whether any batch has the column; else it is reported. Requires a batch.
    bool need(std::string const& name, severity level = severity::error) {
        if (has(name)) return true;
        std::vector<std::string> names, help;
        for (auto const& one : feed_.batches.front().columns) names.push_back(one.name);
        if (auto const near = nearest(name, names); !near.empty())
            help.push_back("did you mean the column `" + std::string(near) + "`?");
        help.push_back("say in the policy which column it is, in " + std::string(words_.article) + " `" +
                       std::string(spelling(words_.block, policy_.document.language)) + "` block");
        report("T5004", level, std::string("the ") + words_.rows + " have no column `" + name + "`",
               std::move(help));
        return false;
    }

    void need_readable(std::string const& name, field const& as, bool is_due) {
        if (is_due ? !need(name) : !has(name)) return;
        for (auto const& part : feed_.batches)
            if (auto const* const data = find_column(part, name))
                for (auto& one : column_reader::check(as, *data, policy_.zone))
                    report("T5002", severity::error, std::move(one.message), std::move(one.help));
    }

    void need_key(std::string const& name) {
        if (!need(name)) return;
        for (auto const& part : feed_.batches) {
            auto const* const data = find_column(part, name);
            if (data == nullptr) continue;
            auto const& values =
                data->physical == layout::dictionary && data->dictionary ? *data->dictionary : *data;
            bool const is_key = reading::is_integer_layout(values.physical) ||
                                reading::is_text_layout(values.physical) ||
                                (values.physical == layout::null && values.unsupported.empty());
            if (!is_key)
                report("T5002", severity::error,
                       "column `" + name + "` holds " + describe(*data) + ", which names no account",
                       {"give text or integers"});
        }
    }

    program const& policy_;
    table const& feed_;
    feed_words words_;
    std::vector<diagnostic> found_;
};

/// Whether the columns that every feed of events needs are there and can be read.
class feed_checker : public column_checks {
public:
    feed_checker(program const& policy, table const& feed) : column_checks(policy, feed, {}) {}

    [[nodiscard]] std::vector<diagnostic> check() {
        refuse_repeated_names();
        if (feed_.batches.empty()) return std::move(found_);
        auto const& log = policy_.log;
        need_key(log.account);
        need_readable(log.happened, moment(), true);
        need_readable(log.recorded, moment(), log.recorded != log_columns{}.recorded);
        need_readable(log.sequence, whole(), log.sequence != log_columns{}.sequence);
        for (auto const& type : policy_.events) {
            for (auto const& match : type.matches) need(match.column);
            if (type.matches.empty()) need(log.event);
        }
        return std::move(found_);
    }
};

}  // namespace tramo::running
