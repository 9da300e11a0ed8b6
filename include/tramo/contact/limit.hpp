// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Limits of contact as typed rules: how often, how far apart, at which hours, through which channel.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>

namespace tramo::contact {

/// What is counted. A conversation was somebody's answer; a message was sent and needs none.
enum class unit : std::uint8_t { attempt, conversation, message, any };
/// About whom contacts are counted together.
enum class scope : std::uint8_t { person, debt, creditor };
/// A presumption is a warning of the law, not a ban: it can be rebutted.
enum class strictness : std::uint8_t { cap, presumption };

/// Days that are looked at together: `days` with the one asked for, or a part of the calendar.
struct window {
    enum class kind : std::uint8_t { rolling, day, week, month };
    kind what = kind::rolling;
    int days = 7;  ///< rolling: 1 to 366; a week begins on Monday
};

/// Minutes of the day, [from, until): 480 to 1200 is from 8:00 on and before 20:00.
struct hours {
    int from = 0, until = 1440;
};

struct limit {
    enum class kind : std::uint8_t {
        count,         ///< at most `most` of `counted` on `counted_channels` within `within`
        spacing,       ///< at least `days` days from the last of `counted` on `counted_channels` to the next
        hours,         ///< only at the hours of the weekday; `holidays_rest`: not on holidays
        quiet_after,   ///< none within `days` days after a conversation, its day being the first
        same_channel,  ///< after a conversation within `within` no other channel than that one
        after_answer,  ///< after a conversation within `within` at most `most` further contacts
        consent,       ///< only with the person's consent to the channel
        forbidden      ///< not at all
    };
    kind what = kind::count;
    std::string id;       ///< unique in its pack: "cl_calls"
    std::string label;    ///< what people are told
    std::string source;   ///< where it stands in the law
    bool verify = false;  ///< not read in the law itself: have it checked before relying on it
    strictness how = strictness::cap;
    std::vector<std::string> channels;  ///< which contacts it holds for; empty: all
    unit counted = unit::any;
    std::vector<std::string> counted_channels;  ///< empty: the same as `channels`
    bool only_unanswered = false;               ///< count: attempts after which nobody was reached that day
    int most = 0;
    int days = 0;
    window within;
    scope per = scope::person;
    std::array<std::vector<hours>, 7> open;  ///< hours: Monday to Sunday; empty: not on that day
    bool holidays_rest = false;
};

/// Something that was done to reach a person.
struct made_contact {
    timestamp at;  ///< on the clock of the person's zone
    std::string channel;
    unit what = unit::attempt;  ///< attempt, conversation or message; a conversation is an attempt too
    bool counts = true;         ///< false: excluded, such as a call that the person asked for
    std::uint64_t debt = 0, creditor = 0;  ///< numbers of the caller's
};

/// What is wrong with a limit, each in words: hours over midnight, hours that overlap, a window of no days.
[[nodiscard]] std::vector<std::string> problems_of(limit const& one);

/// The hours of a clock, "08:00"; none where there is no such.
[[nodiscard]] std::optional<int> read_minutes(std::string_view clock);

}  // namespace tramo::contact

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/contact/limit.ipp>
#endif
