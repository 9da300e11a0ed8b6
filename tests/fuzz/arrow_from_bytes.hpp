// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Turns a fuzzer's bytes into Arrow's C structs: buffers of exactly the sizes that Arrow asks for, and in
// them whatever the bytes say. Only what a reader can see to be wrong is broken: a length that lies is beyond
// anyone.
#pragma once

#include <array>
#include <climits>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fuzzer/FuzzedDataProvider.h>

#include <tramo/values/schema.hpp>

#include "unit/run/arrow_exports.hpp"

namespace fuzz {

/// A number as data would hold it: `base + step * small`, in whole units or in floats.
struct scale {
    std::int64_t base, step;
};
inline constexpr std::int64_t some_day = 20'500;  // in February 2026
inline constexpr std::array<scale, 9> scales = {{{0, 1},
                                                 {0, 100},
                                                 {0, 1'000'003},
                                                 {some_day, 1},
                                                 {some_day * 86'400, 3'600},
                                                 {some_day * 86'400'000, 86'400'000},
                                                 {some_day * 86'400'000'000, 3'600'000'001},
                                                 {some_day * 86'400'000'000'000, 3'600'000'000'001},
                                                 {INT64_MAX - 127, 1}}};

/// Texts that mean something to some field, or nearly.
using cell_list = std::vector<std::string>;
inline cell_list const any_cells = {"",
                                    " 7 ",
                                    "NaN",
                                    "inf",
                                    "null",
                                    "1,5",
                                    "1e-30",
                                    "99999999999999999999999999999999999999",
                                    "2026-02-30",
                                    "31/01/2026",
                                    "fax",
                                    "\xFF",
                                    "Ba\xCC\x81sico",
                                    "a text of more than twelve bytes",
                                    "529.982.247-25",
                                    "52998224725",
                                    "11111111111",
                                    "98765432",
                                    "9876-5432",
                                    "Renegotiated",
                                    "aXc",
                                    "x",
                                    "9"};
inline cell_list const number_cells = {"1",   "0",   "-7", "30",  "12.50", "0.125",
                                       "1e3", "100", "31", "0.1", "7",     ""};
inline cell_list const day_cells = {"2026-01-31", "2026-03-31", "2024-02-29", "1969-12-31", ""};
inline cell_list const moment_cells = {"2026-01-31T10:30", "2026-01-31 10:30:59.123456Z",
                                       "2026-03-31T00:00-03:00", "2026-01-31", ""};
inline cell_list const truth_cells = {"true", "no", "sí", "0", "SIM", ""};
inline cell_list const member_cells = {"Gold", "vip", "BASICO", "Silver", "phone", "card"};

inline cell_list const& cells_of(tramo::kind kind) {
    switch (kind) {
        case tramo::kind::text:
            return any_cells;
        case tramo::kind::boolean:
            return truth_cells;
        case tramo::kind::enumeration:
            return member_cells;
        case tramo::kind::date:
            return day_cells;
        case tramo::kind::timestamp:
            return moment_cells;
        default:
            return number_cells;
    }
}

class arrow_maker {
public:
    explicit arrow_maker(FuzzedDataProvider& from) : from_(from) {}

    /// A record batch for a schema; some columns may be missing, and something may be broken.
    made::arrow_export table(tramo::schema const& fields, std::int64_t rows) {
        made::arrow_export made = structure("", rows, fields.fields);
        for (auto const& each : fields.collections)
            if (!one_in(16)) made->children.push_back(children(each, made->array.offset + rows));
        made->connect();
        if (one_in(8)) break_promise(*made);
        return made;
    }

private:
    using column = made::made_column;

    bool one_in(int n) { return from_.ConsumeIntegralInRange(0, n - 1) == n - 1; }
    template <class Integer>
    Integer up_to(Integer most) {
        return from_.ConsumeIntegralInRange<Integer>(0, most);
    }

    /// `size` bytes that repeat a few of the fuzzer's.
    std::string pattern(std::size_t size) {
        std::string const unit = from_.ConsumeBytesAsString(from_.ConsumeIntegralInRange<std::size_t>(1, 24));
        std::string made(size, '\0');
        for (std::size_t i = 0; i < size && !unit.empty(); ++i) made[i] = unit[i % unit.size()];
        return made;
    }

    /// Offset, length, and which rows are null.
    std::size_t begin(column& into, std::int64_t rows) {
        into.view.length = rows;
        into.view.offset = one_in(4) ? up_to<std::int64_t>(70) : 0;
        auto const elements = static_cast<std::size_t>(into.view.offset + rows);
        if (one_in(3)) {
            auto const bits = pattern((elements + 7) / 8);
            into.view.validity = static_cast<std::uint8_t const*>(into.keep(bits.data(), bits.size()));
        }
        return elements;
    }

    /// Writes anything over some of the elements.
    void scribble(std::string& bytes, std::size_t width) {
        auto const elements = bytes.size() / width;
        for (auto left = elements == 0 ? 0 : up_to(3); left > 0; --left) {
            auto const at = up_to(elements - 1) * width;
            auto const junk = from_.ConsumeBytesAsString(width);
            std::copy(junk.begin(), junk.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }

    template <class Number>
    std::string numbers(std::size_t elements) {
        auto const [base, step] = one_in(8) ? from_.PickValueInArray(scales) : scales[usual_scale_];
        auto const divisor = std::is_floating_point_v<Number> ? from_.PickValueInArray({1, 4, 100}) : 1;
        std::string bytes(elements * sizeof(Number), '\0');
        auto const smalls = pattern(elements);
        for (std::size_t i = 0; i < elements; ++i) {
            auto const whole = static_cast<std::uint64_t>(base) +
                               static_cast<std::uint64_t>(step * static_cast<signed char>(smalls[i]));
            auto number = static_cast<Number>(static_cast<std::int64_t>(whole));
            if constexpr (std::is_floating_point_v<Number>) number /= static_cast<Number>(divisor);
            std::memcpy(bytes.data() + i * sizeof(Number), &number, sizeof(Number));
        }
        scribble(bytes, sizeof(Number));
        return bytes;
    }

    std::string fixed_width(std::string_view format, std::size_t elements) {
        if (format == "b") return pattern((elements + 7) / 8);
        bool const is_time = format.size() > 2 && format[0] == 't';
        auto const unit = std::string_view("Dsmun").find(is_time ? format[format[1] == 's' ? 2 : 2] : ' ');
        usual_scale_ = unit == std::string_view::npos ? up_to<std::size_t>(2) : 3 + unit;
        if (format == "f") return numbers<float>(elements);
        if (format == "g") return numbers<double>(elements);
        if (format == "c" || format == "C") return numbers<std::int8_t>(elements);
        if (format == "s" || format == "S") return numbers<std::int16_t>(elements);
        if (format == "i" || format == "I" || format == "tdD") return numbers<std::int32_t>(elements);
        return format[0] == 'd' ? numbers<tramo::int128>(elements) : numbers<std::int64_t>(elements);
    }

    std::vector<std::string> pool() {
        std::vector<std::string> made(1 + up_to<std::size_t>(11));
        for (auto& text : made) {
            auto const& usual = one_in(16) ? any_cells : cells_of(kind_);
            text = one_in(8) ? from_.ConsumeRandomLengthString(20) : usual[up_to(usual.size() - 1)];
        }
        return made;
    }

    /// Offsets that rise, unless they are scribbled over. The last is the one promise that no reader can
    /// check.
    template <class Offset>
    std::string offsets(std::vector<std::int64_t> const& sizes, std::int64_t& last) {
        std::vector<Offset> made = {0};
        for (auto const size : sizes) made.push_back(static_cast<Offset>(made.back() + size));
        last = made.back();
        std::string bytes(reinterpret_cast<char const*>(made.data()), made.size() * sizeof(Offset));
        scribble(bytes, sizeof(Offset));
        if (one_in(8)) last = up_to(last);
        auto const end = static_cast<Offset>(one_in(32) ? -1 : last);
        std::memcpy(bytes.data() + sizes.size() * sizeof(Offset), &end, sizeof(Offset));
        return bytes;
    }

    template <class Offset>
    void texts(column& into, std::size_t elements) {
        auto const all = pool();
        auto const choice = pattern(elements);
        std::string bytes;
        std::vector<std::int64_t> sizes;
        for (char const which : choice) {
            auto const& text = all[static_cast<unsigned char>(which) % all.size()];
            sizes.push_back(static_cast<std::int64_t>(text.size()));
            bytes += text;
        }
        std::int64_t last = 0;
        auto const ends = offsets<Offset>(sizes, last);
        into.view.offsets = into.keep(ends.data(), ends.size());
        into.view.bytes = static_cast<char const*>(into.keep(bytes.data(), static_cast<std::size_t>(last)));
    }

    void views(column& into, std::size_t elements) {
        auto const all = pool();
        std::string bytes, made;
        for (char const which : pattern(elements)) {
            auto const& text = all[static_cast<unsigned char>(which) % all.size()];
            std::array<std::int32_t, 4> view = {static_cast<std::int32_t>(text.size()), 0, 0, 0};
            if (text.size() <= 12) {
                std::memcpy(&view[1], text.data(), text.size());
            } else {
                view[3] = static_cast<std::int32_t>(bytes.size());
                bytes += text;
            }
            made.append(reinterpret_cast<char const*>(view.data()), sizeof(view));
        }
        scribble(made, 16);
        into.view.values = into.keep(made.data(), made.size());
        void const* const buffer = into.keep(bytes.data(), bytes.size());
        std::shared_ptr<char[]> list(new char[sizeof(void*)]);
        std::memcpy(list.get(), &buffer, sizeof(void*));
        into.buffers.push_back(list);
        into.view.view_buffers = reinterpret_cast<void const* const*>(list.get());
        into.view.view_count = 1;
        into.view.view_sizes = into.keep(std::vector<std::int64_t>{static_cast<std::int64_t>(bytes.size())});
    }

    made::arrow_export plain(std::string const& name, std::string const& format, std::int64_t rows) {
        column made;
        made.view.physical = format == "n" ? tramo::layout::null : tramo::layout::int8;
        auto const elements = begin(made, rows);
        if (format == "u") {
            texts<std::int32_t>(made, elements);
        } else if (format == "U") {
            texts<std::int64_t>(made, elements);
        } else if (format == "vu") {
            views(made, elements);
        } else if (format != "n") {
            auto const bytes = fixed_width(format, elements);
            made.view.values = made.keep(bytes.data(), bytes.size());
        }
        return exported(format, name, made);
    }

    /// One that the field can be read from, as a rule: else no row would be looked at.
    std::string format_of(tramo::kind kind) {
        using list = std::vector<std::string>;
        static list const integers = {"i", "l", "u", "c", "s", "C", "S", "I", "L", "U", "vu"};
        static list const numbers = {"g",      "d:18,2", "l",           "u",  "f", "i",
                                     "d:38,6", "d:9,-3", "d:38,38,128", "vu", "L"};
        static list const texts = {"u", "U", "vu", "l", "S"};
        static list const days = {"tdD", "tdm", "u", "vu", "tsu:", "tss:"};
        static list const moments = {"tsu:", "tss:", "tsm:UTC", "tsn:", "tsn:-03:00", "tsu:America/Asuncion",
                                     "u",    "tdD"};
        static list const truths = {"b", "u", "vu", "c"};
        static list const odd = {"n", "z", "e", "+m", "?", "d:99,9", "b", "g", "tdm", "tDs", "tss:UTC"};
        if (one_in(64)) return odd[up_to(odd.size() - 1)];
        auto const from = [&](list const& all) { return all[up_to(all.size() - 1)]; };
        switch (kind) {
            case tramo::kind::boolean:
                return from(truths);
            case tramo::kind::date:
                return from(days);
            case tramo::kind::timestamp:
                return from(moments);
            case tramo::kind::text:
            case tramo::kind::enumeration:
                return from(texts);
            case tramo::kind::integer:
            case tramo::kind::duration:
                return from(integers);
            default:
                return from(numbers);
        }
    }

    made::arrow_export column_of(tramo::field const& field, std::int64_t rows) {
        kind_ = field.type.kind;
        auto const format = format_of(kind_);
        auto made = plain(field.name, format, rows);
        if (one_in(5)) {
            auto codes = plain(field.name,
                               from_.PickValueInArray({"c", "i", "C", "s", "S", "I", "l", "L", "g"}), rows);
            made = with_dictionary(std::move(codes), plain("", format, up_to<std::int64_t>(12)));
            if (one_in(64)) made->dictionary->dictionary = plain("", "u", 3), made->dictionary->connect();
        }
        if (one_in(64)) break_promise(*made);
        return made;
    }

    made::arrow_export structure(std::string const& name, std::int64_t rows,
                                 std::vector<tramo::field> const& fields) {
        column made;
        made.view.physical = tramo::layout::structure;
        auto const elements = static_cast<std::int64_t>(begin(made, rows));
        auto node = exported("+s", name, made);
        for (auto const& field : fields)
            if (!one_in(32)) node->children.push_back(column_of(field, one_in(128) ? rows / 2 : elements));
        node->connect();
        return node;
    }

    made::arrow_export children(tramo::collection const& of, std::int64_t rows) {
        if (one_in(32)) return plain(of.name, "u", rows);
        column made;
        made.view.physical = tramo::layout::list;
        auto const elements = begin(made, rows);
        std::vector<std::int64_t> sizes;
        for (char const size : pattern(elements)) sizes.push_back(size & 3);
        bool const is_large = one_in(3);
        std::int64_t last = 0;
        auto const ends = is_large ? offsets<std::int64_t>(sizes, last) : offsets<std::int32_t>(sizes, last);
        made.view.offsets = made.keep(ends.data(), ends.size());
        auto node = exported(is_large ? "+L" : "+l", of.name, made);
        node->children.push_back(one_in(32) ? plain("item", "i", last) : structure("item", last, of.fields));
        node->connect();
        return node;
    }

    /// Breaks a promise of the interface that its reader can see to be broken.
    void break_promise(made::arrow_node& it) {
        static constexpr std::array<std::int64_t, 5> counts = {-2, -1, 1, 1'000'000, INT64_MAX};
        switch (up_to(11)) {
            case 0:
                it.array.length = from_.PickValueInArray<std::int64_t>({-1, INT64_MIN, INT64_MAX});
                break;
            case 1:
                it.array.offset = from_.PickValueInArray<std::int64_t>({-1, INT64_MIN, INT64_MAX});
                break;
            case 2:
                it.array.null_count = from_.PickValueInArray(counts);
                break;
            case 3:
                it.array.n_buffers = up_to(1) - 1;
                break;
            case 4:
                it.array.n_children += 1;
                break;
            case 5:
                it.array.buffers = nullptr;
                break;
            case 6:
                it.schema.format = nullptr;
                break;
            case 7:
                it.schema.name = nullptr;
                break;
            case 8:
                it.array.release = nullptr;
                break;
            case 9:
                it.array.children = nullptr;
                break;
            case 10:
                it.schema.dictionary = it.schema.dictionary ? nullptr : &it.schema;
                break;
            default:
                if (!it.buffers.empty()) it.buffers[up_to(it.buffers.size() - 1)] = nullptr;
        }
    }

    FuzzedDataProvider& from_;
    tramo::kind kind_ = tramo::kind::text;  ///< of the field whose column is being made
    std::size_t usual_scale_ = 0;           ///< one under which its numbers mean something
};

}  // namespace fuzz
