// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Lays the verdicts of each batch out as a record batch of Arrow's.
#pragma once

#include <algorithm>
#include <cerrno>
#include <new>

#include <tramo/impl/run/cells.ipp>
#include <tramo/impl/run/exported_columns.ipp>
#include <tramo/run/export_arrow.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {
namespace exporting {

/// A text that is not UTF-8 would make the whole table unreadable elsewhere.
TRAMO_INLINE std::string mend_utf8(std::string_view text) {
    std::string mended;
    for (auto at = find_invalid_utf8(text); at != std::string_view::npos; at = find_invalid_utf8(text)) {
        mended += text.substr(0, at);
        mended += "\xEF\xBF\xBD";
        text.remove_prefix(at + 1);
    }
    return mended += text;
}

/// The key of a row, uncut; none where there is no value that could be one.
TRAMO_INLINE std::optional<std::string> whole_text(column const& data, std::int64_t row) {
    if (!is_valid(data, row) || is_misfit(data, row)) return std::nullopt;
    if (reading::is_text_layout(data.physical)) return mend_utf8(text_at(data, row));
    if (data.physical != layout::dictionary) return cell_text(data, row);
    int128 const code = reading::integer_at(data.code_layout, data.values, data.offset + row);
    if (!data.dictionary || code < 0 || code >= data.dictionary->length) return std::nullopt;
    return whole_text(*data.dictionary, static_cast<std::int64_t>(code));
}

/// `saldo: not_a_member; edad: missing` for the errors of one row.
TRAMO_INLINE std::string errors_text(std::vector<data_error>::const_iterator first,
                                     std::vector<data_error>::const_iterator last) {
    std::string text;
    for (; first != last; ++first) {
        if (!text.empty()) text += "; ";
        if (!first->field.empty()) text += first->field + ": ";
        text += name_of(first->reason);
    }
    return text.empty() ? "not listed" : text;
}

TRAMO_INLINE std::shared_ptr<text_rows const> gather_texts(std::vector<std::string> const& all) {
    auto texts = std::make_shared<text_rows>();
    for (auto const& each : all) texts->push(each);
    return texts;
}

/// Makes the record batches of an export one after the other.
class batch_exporter {
public:
    batch_exporter(std::shared_ptr<verdicts const> all, std::shared_ptr<table const> data, export_names names)
        : all_(std::move(all)), data_(std::move(data)), names_(std::move(names)) {
        for (auto const& queues : names_.queues) queues_.push_back(gather_texts(queues));
        for (auto const& ids : names_.rule_ids) rule_ids_.push_back(gather_texts(ids));
    }

    void make_schema(ArrowSchema& out) const {
        auto root = std::make_unique<schema_holder>();
        root->format = "+s";
        if (!names_.key.empty()) exporting::make_schema("u", names_.key, root->add_child());
        for (auto const& name : names_.segments) exporting::make_schema("b", name, root->add_child());
        for (auto const& name : names_.strategies) {
            make_dictionary_schema(name, root->add_child());
            make_dictionary_schema(name + "_rule", root->add_child());
        }
        exporting::make_schema("u", "data_error", root->add_child());
        hand_over(std::move(root), out);
    }

    /// Leaves `out` released when there is no further batch, or when a column of texts would be too long
    /// (false).
    bool make_next(ArrowArray& out) {
        if (next_ == all_->batches.size()) return true;
        is_too_long_ = false;
        auto const& part = all_->batches[next_];
        auto root = std::make_unique<array_holder>();
        root->buffers = {nullptr};
        if (!names_.key.empty()) make_keys(part, root->add_child());
        for (std::size_t i = 0; i < names_.segments.size(); ++i) make_segment(part, i, root->add_child());
        auto const sound = rows_outside(part.set_apart, {}, part.rows);
        for (std::size_t i = 0; i < names_.strategies.size(); ++i) {
            auto const codes = codes_of(part, i, sound);
            make_dictionary(part, sound, codes, queues_[i], root->add_child());
            make_dictionary(part, sound, codes, rule_ids_[i], root->add_child());
        }
        make_errors(part, root->add_child());
        if (is_too_long_) return false;
        set_rows(out, part.rows, 0);
        hand_over(std::move(root), out);
        ++next_;
        return true;
    }

private:
    using queue_codes = std::shared_ptr<std::uint16_t const>;

    void take_texts(std::shared_ptr<text_rows const> texts, ArrowArray& out) {
        is_too_long_ = is_too_long_ || texts->is_too_long;
        make_texts(std::move(texts), out);
    }

    void make_keys(batch_verdicts const& part, ArrowArray& out) {
        column const* key = nullptr;
        if (data_ && next_ < data_->batches.size()) key = find_column(data_->batches[next_], names_.key);
        auto texts = std::make_shared<text_rows>();
        for (std::int64_t row = 0; row < part.rows; ++row)
            texts->push(key ? whole_text(*key, row) : std::nullopt);
        take_texts(std::move(texts), out);
    }

    void make_segment(batch_verdicts const& part, std::size_t index, ArrowArray& out) const {
        auto const& bits = part.segments[index];
        auto const validity = rows_outside(bits.is_unknown, part.set_apart, part.rows);
        auto owned = hold_values(validity, bits.is_true.data(), all_);
        set_rows(out, part.rows, validity.nulls);
        hand_over(std::move(owned), out);
    }

    /// The queues themselves; where rows are set apart a copy with code 0, because some importers check codes
    /// of nulls.
    [[nodiscard]] queue_codes codes_of(batch_verdicts const& part, std::size_t index,
                                       row_validity const& sound) const {
        auto const& queues = part.queues[index];
        if (sound.nulls == 0) return {all_, queues.data()};
        auto const copy = std::make_shared<std::vector<std::uint16_t>>(queues.begin(), queues.end());
        std::replace(copy->begin(), copy->end(), no_queue, std::uint16_t{0});
        return {copy, copy->data()};
    }

    void make_dictionary(batch_verdicts const& part, row_validity const& sound, queue_codes const& values,
                         std::shared_ptr<text_rows const> const& entries, ArrowArray& out) {
        auto owned = hold_values(sound, values.get(), values);
        owned->dictionary = std::make_unique<ArrowArray>();
        take_texts(entries, *owned->dictionary);
        set_rows(out, part.rows, sound.nulls);
        hand_over(std::move(owned), out);
    }

    void make_errors(batch_verdicts const& part, ArrowArray& out) {
        auto const end = all_->errors.end();
        auto error =
            std::lower_bound(all_->errors.begin(), end, part.first_row,
                             [](data_error const& each, std::int64_t row) { return each.row < row; });
        auto texts = std::make_shared<text_rows>();
        for (std::int64_t row = 0; row < part.rows; ++row) {
            auto const first = error;
            while (error != end && error->row == part.first_row + row) ++error;
            if (reading::bit_at(part.set_apart.data(), row))
                texts->push(errors_text(first, error));
            else
                texts->push(std::nullopt);
        }
        take_texts(std::move(texts), out);
    }

    std::shared_ptr<verdicts const> all_;
    std::shared_ptr<table const> data_;
    export_names names_;
    std::vector<std::shared_ptr<text_rows const>> queues_, rule_ids_;
    std::size_t next_ = 0;
    bool is_too_long_ = false;
};

struct exported_stream {
    batch_exporter exporter;
    char const* error = nullptr;
};

/// Lets no exception pass into the C code that asks.
template <class Struct, class Make>
inline int answer(ArrowArrayStream* stream, Struct* out, Make&& make) {
    auto& of = *static_cast<exported_stream*>(stream->private_data);
    *out = Struct{};
    try {
        bool const is_made = make(of.exporter, *out);
        of.error = is_made ? nullptr : "the texts of a batch exceed 2 GiB; evaluate smaller batches";
        return is_made ? 0 : EOVERFLOW;
    } catch (std::bad_alloc const&) {
        of.error = "out of memory";
        return ENOMEM;
    }
}

inline int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return answer(stream, out, [](batch_exporter& exporter, ArrowSchema& made) {
        exporter.make_schema(made);
        return true;
    });
}
inline int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    return answer(stream, out,
                  [](batch_exporter& exporter, ArrowArray& made) { return exporter.make_next(made); });
}
inline char const* get_last_error(ArrowArrayStream* stream) {
    return static_cast<exported_stream*>(stream->private_data)->error;
}
inline void release_stream(ArrowArrayStream* stream) {
    delete static_cast<exported_stream*>(std::exchange(stream->private_data, nullptr));
    stream->release = nullptr;
}

}  // namespace exporting

TRAMO_INLINE void export_stream(std::shared_ptr<verdicts const> all, std::shared_ptr<table const> data,
                                export_names names, ArrowArrayStream* out) {
    auto stream = std::make_unique<exporting::exported_stream>(
        exporting::exported_stream{{std::move(all), std::move(data), std::move(names)}, nullptr});
    out->get_schema = &exporting::get_schema;
    out->get_next = &exporting::get_next;
    out->get_last_error = &exporting::get_last_error;
    out->release = &exporting::release_stream;
    out->private_data = stream.release();
}

}  // namespace tramo
