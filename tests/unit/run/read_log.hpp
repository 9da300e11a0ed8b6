// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A feed of texts read as a log, and what tests ask of it.
#pragma once

#include <tramo/run/event_log.hpp>

#include "unit/policy/feed.hpp"

namespace tramo::testing {

using strings = std::vector<std::string>;

inline std::string const simple =
    "policy \"p\" { currency PEN }\nfield client : text key\n"
    "event paid { field amount : money }\n"
    "event called { field result : one of \"yes\", \"no\" optional  field note : one of \"x\" open optional "
    "}\n"
    "event unpaid reverses paid by paid_id\n"
    "alert it \"The alert\" {\n  state on_it \"Carries it\"\n  state other\n  on paid => on_it\n  on called "
    "=> other\n"
    "  manual clear with confirmation\n  manual raise on_it\n}\n"
    "alert by_rule { state up  on paid => up  on called => clear }\n";

/// A log that was read, and what a test asks of it.
struct read_log {
    tramo::policy policy;
    account_index accounts;
    std::vector<account_index> children;
    checked<event_log> result;

    read_log(std::string const& text, table feed, event_log_options const& options = {},
             strings const& known = {})
        : policy(tramo::testing::loaded(text)), children(policy.fields().collections.size()) {
        for (auto const& key : known) (void)accounts.add(key);
        result = read_event_log(policy.program(), feed, accounts, children, options);
        auto const& log = result.value;
        if (result.ok())
            CHECK(log.rows_read == static_cast<std::int64_t>(log.size()) + log.rows_set_apart +
                                       log.duplicates + log.not_yet_known + log.not_yet_happened);
        held = std::move(feed);
    }
    read_log(std::string const& text, strings const& lines, event_log_options const& options = {},
             strings const& known = {})
        : read_log(text, table{{rows(lines)}}, options, known) {}

    [[nodiscard]] event_log const& log() const {
        INFO(render(result.diagnostics, source("")));
        REQUIRE(result.ok());
        return result.value;
    }
    [[nodiscard]] strings errors() const {
        auto lines = errors_of(log().errors);
        for (auto& line : lines) std::erase(line, '"');
        return lines;
    }
    /// `row:account` of each entry, those of an account together.
    [[nodiscard]] std::string order() const {
        std::string text;
        for (std::size_t i = 0; i < log().size(); ++i)
            text += (text.empty() ? "" : " ") + std::to_string(log().rows[i]) + ":" +
                    accounts.key(log().units[i]);
        return text;
    }
    [[nodiscard]] strings amounts() const {
        strings texts;
        auto const& column = *find_column(log().tables[0], "amount");
        for (std::size_t i = 0; i < log().size(); ++i)
            if (log().types[i] == 0) texts.push_back(cell_text(column, log().places[i]));
        return texts;
    }

    table held;
};

inline std::int64_t micros(std::string const& moment) {
    return parse_timestamp(moment)->micros;
}

}  // namespace tramo::testing
