// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Columns made here rather than brought: values, which of them are known, and who keeps them alive.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tramo/run/column.hpp>

namespace tramo::running {

/// A batch that grows column by column and owns them all.
class batch_maker {
public:
    explicit batch_maker(std::int64_t rows) : owners_(std::make_shared<owners>()) { made_.rows = rows; }

    /// Fixed-width values; `known[i] == false` makes row i null, an empty `known` none.
    template <class T>
    column& add(std::string name, layout physical, std::vector<T> values,
                std::vector<bool> const& known = {}) {
        auto held = std::make_shared<std::vector<T>>(std::move(values));
        auto& column = begin(std::move(name), physical, known);
        column.values = held->data();
        owners_->push_back(std::move(held));
        return column;
    }

    column& add_texts(std::string name, std::vector<std::string> const& texts,
                      std::vector<bool> const& known = {}) {
        auto& column = begin(std::move(name), layout::large_utf8, known);
        fill(column, texts);
        return column;
    }

    /// Numbers of the texts of a dictionary, of 8 or 16 bits.
    template <class Code>
    column& add_coded(std::string name, std::vector<Code> codes, std::vector<std::string> const& texts,
                      std::vector<bool> const& known = {}) {
        static_assert(sizeof(Code) <= 2);
        auto dictionary = std::make_shared<tramo::column>();
        dictionary->physical = layout::large_utf8;
        dictionary->length = static_cast<std::int64_t>(texts.size());
        fill(*dictionary, texts);
        auto& column = add(std::move(name), layout::dictionary, std::move(codes), known);
        column.code_layout = sizeof(Code) == 1 ? layout::uint8 : layout::uint16;
        column.dictionary = std::move(dictionary);
        return column;
    }

    /// A column that lies elsewhere, with what keeps it alive.
    void take(column data, std::shared_ptr<void const> owner) {
        made_.columns.push_back(std::move(data));
        keep(std::move(owner));
    }

    void keep(std::shared_ptr<void const> owner) { owners_->push_back(std::move(owner)); }

    [[nodiscard]] batch finish() {
        made_.owner = owners_;
        return std::move(made_);
    }

private:
    using owners = std::vector<std::shared_ptr<void const>>;

    column& begin(std::string name, layout physical, std::vector<bool> const& known) {
        auto& column = made_.columns.emplace_back();
        column.name = std::move(name);
        column.physical = physical;
        column.length = made_.rows;
        if (known.empty()) return column;
        auto bits = std::make_shared<std::vector<std::uint8_t>>((known.size() + 7) / 8, std::uint8_t{0});
        for (std::size_t i = 0; i < known.size(); ++i)
            if (known[i]) (*bits)[i / 8] = static_cast<std::uint8_t>((*bits)[i / 8] | 1U << (i % 8));
        column.validity = bits->data();
        owners_->push_back(std::move(bits));
        return column;
    }

    void fill(column& into, std::vector<std::string> const& texts) {
        struct held {
            std::vector<std::int64_t> offsets{0};
            std::string bytes;
        };
        auto kept = std::make_shared<held>();
        kept->offsets.reserve(texts.size() + 1);
        for (auto const& one : texts) {
            kept->bytes += one;
            kept->offsets.push_back(static_cast<std::int64_t>(kept->bytes.size()));
        }
        into.offsets = kept->offsets.data();
        into.bytes = kept->bytes.data();
        owners_->push_back(std::move(kept));
    }

    batch made_;
    std::shared_ptr<owners> owners_;
};

/// A batch with further columns, in place of those of their names.
[[nodiscard]] inline batch with_columns(batch const& of, batch further) {
    batch out;
    out.rows = of.rows;
    for (auto const& one : of.columns)
        if (find_column(further, one.name) == nullptr) out.columns.push_back(one);
    for (auto& one : further.columns) out.columns.push_back(std::move(one));
    using owners = std::vector<std::shared_ptr<void const>>;
    out.owner = std::make_shared<owners>(owners{of.owner, std::move(further.owner)});
    return out;
}

}  // namespace tramo::running
