# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What each diagnostic means, for grammar/diagnostics.md; its title and severity stand in text/diagnostic_codes.def.

LATER = "Raised when a policy is prepared or data are read, so no text alone draws it."
QUERY = "No example: it takes a query of react-querybuilder."
EXPORTED = "Raised when a segment is exported, so no text alone draws it."
BYTES = "No example is shown, as its bytes could not stand on this page."
JSON = "No example: it takes a policy as JSON."

# The example shown in full, where it is not the first by name.
FIRST_EXAMPLE = {
    "T1004": "T1004_misspelled_word",
    "T1005": "T1005_missing_value",
    "T1006": "T1006_text_without_end",
    "T1009": "T1009_typographic_quotes",
    "T1015": "T1015_range_after_a_comparison",
    "T2031": "T2031_money_with_percent",
    "T2032": "T2032_date_minus_number",
    "T2033": "T2033_round_without_decimals",
    "T2036": "T2036_sum_without_a_field",
    "T2039": "T2039_parameter_of_another_type",
    "T3007": "T3007_misspelled_collection",
    "T4003": "T4003_unknown_is_not_different",
    "T4007": "T4007_reversed_range",
    "T4008": "T4008_two_keys",
}

MEANINGS = {
    "T1001": "A policy is a text in UTF-8, and at this place stands a byte that is part of no character. Old editors"
    f" save accented letters so. {BYTES}",
    "T1002": "The first line says which version of the language the policy is written in, and in which of its three"
    " tongues: everything after it is read accordingly.",
    "T1003": "The first line names a version or a tongue that this release does not know.",
    "T1004": "A declaration begins with a word such as `field` or `segment`, and something else stands here. Often that"
    " word is misspelled, or the declaration before it ended too early.",
    "T1005": "Something is missing, or stands in the wrong place: the message says what was due and what was found.",
    "T1006": "A quote is opened and not closed on its line.",
    "T1007": "A number has more digits than are kept exactly, or a day, a moment or a length of time does not exist.",
    "T1008": "The word is an operator or a value of the language, so as a name it stands in back-quotes.",
    "T1009": "A sign that word processors put in place of a plain one, or one that the language does not use.",
    "T1010": "What belongs into a block (a queue into a strategy, say) stands outside of one, or a block is opened and not"
    " closed.",
    "T1011": "A strategy ends with `rest`, so that every account is somewhere.",
    "T1012": "Parentheses nest more than 200 deep; no person writes such an expression, and few could read it.",
    "T1013": "An expression of more than 1,000 operations one inside the other, or of more than 100,000 operands; or a strategy of more than 65,000 queues.",
    "T1014": "The file holds control characters, or is larger than 256 MiB: it is no policy. " + BYTES,
    "T1015": "A list or a range is tested with `in`; all other operators compare with one value.",
    "T1016": "A comparison is true or false, and that is not compared again: join two comparisons with `and`.",
    "T1017": "A backslash in a text begins one of four escapes. For a backslash itself two are written.",
    "T1018": "A policy without a segment and without a strategy answers no question.",
    "T1019": "A part that is written once at most is written again.",
    "T2001": "The word behind the colon is none of the types. Uses of the field are not reported on top of it.",
    "T2002": "Segments, queues, `and`, `or` and `not` take what is true or false. A number or a date is neither until it"
    " is compared with something.",
    "T2031": "The two sides are of kinds that no comparison is defined for. Nothing is converted in silence: a bare number"
    " becomes money beside money, a text becomes a value beside an enumeration, and that is all.",
    "T2032": "The operation is not defined for these kinds: money is not multiplied by money, a number is not taken from a"
    " date.",
    "T2033": "The function is given too few or too many values, or values of a kind that it does not take.",
    "T2034": "Amounts of different currencies are neither compared nor added: the policy knows no exchange rate.",
    "T2035": "`like` and `starts with` match a field of text or of enumerated values against a text in quotes.",
    "T2036": "A collection holds many records of one account. It is asked through `sum`, `max`, `min`, `count`, `any`,"
    " `all` or `oldest`, each over what it can be taken over.",
    "T2037": "The field keeps fewer decimals than the number has, so that no account can ever match.",
    "T2038": "The divisor is zero whatever the data are, so the result is unknown for every account.",
    "T2039": "The parts of a declaration contradict each other: a value that is none of the type, a currency of something"
    " that is no money, a key that may be missing.",
    "T2040": "A debt is made of amounts, a discount is a percentage, a due date a length of time away: something of another"
    " kind stands here. Nothing is converted in silence, so `interest 1` is neither 1 % nor 100 %.",
    "T2041": "What is promised to a debtor is the same whatever the data and the parameters are: shares, amounts and"
    " lengths of time of a condition, and the cells of a matrix, are written out.",
    "T2042": "A share is from 0 % to 100 %, an entry below 100 %, an amount not below 0; there are 1 to 1,200 installments,"
    " and a range does not end before it begins.",
    "T2043": "A window begins on a day or is so many days long, minutes are a number that is written out, worths are"
    " amounts of one currency or numbers, accounts are ordered by what has an order, agents are named by a text.",
    "T2044": "The best rank is 1, a window is from one day to a hundred years long, an action takes from 1 to 1,440"
    " minutes.",
    "T2047": "A hold, the days past due, a promise, a limit of contact, a message or an effect takes something of another"
    " kind: a day, an amount, a text, or what is true or false.",
    "T2048": "Grace is from 0 to 3,650 days, a tolerance not below nothing nor above all, a limit looks back 1 to 366 days"
    " and admits one contact or more.",
    "T3001": "Nothing of this name is declared here. Inside an aggregate only the fields of its collection, parameters and"
    " the day of the question have names.",
    "T3002": "Two declarations share a name, so that a use of it could mean either. A segment or strategy may be declared"
    " again with a period: that is a version of it.",
    "T3003": "A segment or value needs its own result to be computed, directly or through others.",
    "T3004": "An enumeration is compared with a text that is neither one of its values nor an alias of one.",
    "T3005": "Currencies are named by their ISO 4217 code; `UF` stands for CLF.",
    "T3006": "The rule names a kind of tax id that is not known.",
    "T3007": "An aggregate is taken over a collection, and this is the name of none.",
    "T3008": "No function is called so.",
    "T3009": "Values and aliases are read without regard to case and accents, and two of them would be the same.",
    "T3010": f"A parameter has no value in the policy, and none was given. {LATER}",
    "T3011": f"A value was given for a parameter that the policy does not declare. {LATER}",
    "T3012": f"The value given for a parameter is none of its type. {LATER}",
    "T3013": "Nothing of this name is declared as an event. Transitions hear events, and counters are computed over them.",
    "T3014": "Behind `alert.` stands the name of an alert, and there is none of this name.",
    "T3015": "Transitions lead from states of their own alert to states of it, and to `none` by `clear`.",
    "T3016": "A discount is taken `by` a matrix, and there is none of this name.",
    "T3017": "`best.code` and its like tell what was done to an account. What actions mean, and which is better, is said in"
    " a palette, and this policy has none.",
    "T3018": "A column of a table is asked for as `table.column`, and the table has none of this name.",
    "T3019": "An effect names its calendar, and none of this name is declared.",
    "T3020": "Nothing declares a hold of this name, of which `hold.` speaks.",
    "T3021": "`arrears.` and `promises.` are worked out from the days and events that the blocks of these names say, and"
    " this policy has no such block.",
    "T3022": "A name in braces stands for a field, a value, a parameter or the first permitted day of an effect. Nothing of"
    " this name is declared.",
    "T3023": "An effect names the template of its message, and none of this name is declared.",
    "T3024": "A message says that a rule applies, and no block, cut, notice, task or escalation has this name.",
    "T4001": "`and` binds tighter than `or`. The policy is read as the message says; the parentheses make sure that its"
    " author meant that.",
    "T4002": "An account stands in the first queue whose condition holds. The queues before this one take every account"
    " it could take, or its condition can never be true. Only what can be proven is reported.",
    "T4003": "Where the value is unknown, `!=` and `not in` are unknown too, and the account is not selected. Say"
    " whether it should be.",
    "T4004": "A comparison with null is unknown for every account. What is meant is `is unknown` or `is known`.",
    "T4005": "On one day two versions of the same rule count. An inactive version does not count.",
    "T4006": "The last day of a period lies before its first.",
    "T4007": "The upper bound lies below the lower one: nothing is in between.",
    "T4008": "One field names the account, and one at most each record of a collection. Events have ids in their log.",
    "T4009": "Money is declared without a currency, and the policy names none either.",
    "T4010": f"The policy speaks of the day of the question, and no day was given. {LATER}",
    "T4011": "The text is another spelling of a value. It is read as that value, and printed so.",
    "T4012": "What happened once is not judged by what is known now: a condition on events looks at the event, the fields of"
    " the account and other events; a counter at events alone. Segments, alerts and the day of the question come after."
    " Conditions of payment, matrices, palettes and worklists are no values anywhere, and a palette does not depend on the"
    " actions that it gives their meaning.",
    "T4013": "An alert for each record of a collection hears only events that name the record: the collection has a key, and"
    " the event says `of` which collection. An event that reverses another concerns what the other does: the account, or a"
    " record of the same collection.",
    "T4014": "`restore` undoes what an event did, so only an event that reverses another brings it about, always and from any"
    " state, and means nothing else to the alert. Time is counted from the day a state was entered, in whole days.",
    "T4015": "A deadline is a date computed from the fields of one event, which sets it whenever it happens.",
    "T4016": "An alert has states, and something that raises it: an event, a deadline or a hand.",
    "T4017": "An alert has at most 100 states; on events of one type there are at most 64 different conditions;"
    " a policy has at most 60,000 conditions of payment, and each as many requirements and alternatives; its palettes"
    " have at most 60,000 actions, and a worklist as many candidates; its order has at most 100 keys. It has"
    " at most 64 holds, and an effect 16 requirements and approvals.",
    "T4018": "A row of the log is an event of the first type written that it fits. Every row that fits this one fits another"
    " before it.",
    "T4019": "No event can fulfil the condition, so that the transition never happens. Only what can be proven is reported.",
    "T4020": "An indicator means the same on every day, so that conditions can ask for it.",
    "T4021": "Neither an event nor time nor a hand leads to the state from a state that is reached itself.",
    "T4022": "Whoever comes into the state stays there for good.",
    "T4023": "A state that no event and no time clears waits for somebody. That can be meant: then the state says so with"
    " `manual only`, and is told where it is not true.",
    "T4024": "One event could lead to two states. The transition that is written first does; the warning asks whether that"
    " is meant. Conditions that are never true together draw none.",
    "T4025": "Transitions before it take all of its events, or time leads elsewhere before its own time comes.",
    "T4026": "The alert goes from state to state and never back to none.",
    "T4027": "An alert that is declared `without skipping` enters its states one after the other.",
    "T4028": "Conditions of payment are about the debt of the account, and `debt` says in which fields it stands: the"
    " principal always, the days overdue where a condition asks for them.",
    "T4029": "A condition of payment offers a lump sum or installments, or several of them.",
    "T4030": "Two ceilings on one component speak for the same role, so that either could be meant. A ceiling of a role goes"
    " before that of everybody, and one behind an alternative before that of its condition.",
    "T4031": "The debt does not declare the component, and no charge of the condition makes it, so it is 0 for every account.",
    "T4032": "A matrix has one row or more, and each has a cell for every axis, in their order.",
    "T4033": "A requirement can never be true, or never of debts as long overdue as the condition takes. Only what can be"
    " proven is reported.",
    "T4034": "A combination of the matrix's axes is admitted by no row, so nothing is forgiven there. The message names one"
    " for each region left open, the smallest.",
    "T4035": "Along an axis marked as rising the discount falls: an older debt, say, gets less off than a younger one.",
    "T4036": "Rows above take all that this one admits, or it admits nothing.",
    "T4037": "An axis is the debt's own amount, and some debt gets less off as one than in two parts. The message names the"
    " parts.",
    "T4038": "Its rows overlap in more ways than are looked through, so some holes may not be told. No example: it"
    " takes hundreds of rows.",
    "T4039": "Installments bear interest per interval, and either the first is due at once, so that it bears a whole interval's"
    " interest for no day, or the rest is to go into the first installment, which a rate leaves in the last.",
    "T4040": "Which of two actions is the better one is the tenant's to say: there is no rank unless one is written, on the"
    " action or on one around it.",
    "T4041": "A feed with one column of codes says no more than the text, and two actions of the palette, one within the"
    " other, are called so. The outer one is taken, unless the cell brings the whole path.",
    "T4042": "The condition of each palette is false for some accounts. What is done to them is counted, all of it as"
    " `other`. Conditions on one field that together take each of its values draw none.",
    "T4043": "An account has the first palette whose condition holds. Those before this one take every account it could"
    " take, or its condition can never be true. Only what can be proven is reported.",
    "T4044": "A feed with several columns of codes has one for each level of the palette, and this level has none.",
    "T4045": "The block says how a feed of actions is read, and there is no palette that says what they mean.",
    "T4046": "A palette has actions, and a worklist candidates: what may be done next.",
    "T4047": "A worklist ranks accounts by an order or by what its candidates are worth; then all of them say what.",
    "T4048": "In an order by a list the values come as they are declared. An open list takes values that are not, and they"
    " come last.",
    "T4050": "Each row of a table has a cell for every axis and a value for every column, in their order. A value is written"
    " out, and of its column's type.",
    "T4051": "A table is drawn up by what an account is: numbers, amounts, percentages, lists of values, segments. It has a"
    " column or more, and a row or more.",
    "T4052": "Some account would have no parameters: a combination of the table's axes is held by no row. The message names"
    " one for each region left open, the smallest. Numbers may be below nothing.",
    "T4053": "Some account would have two sets of parameters: two rows hold one combination of the table's axes. The message"
    " names one. Only a last row of `*` alone is no overlap: it takes what the others leave.",
    "T4054": "An open list takes values that are not declared, and no row holds them: the table's columns are unknown there.",
    "T4055": "Its rows cut each other into more parts than are looked through, so that nobody can say that exactly one row"
    " holds each combination. No example: it takes hundreds of rows.",
    "T4056": "All seven days of the week rest, so that no business day ever comes.",
    "T4057": "The rows before the last one hold everything there is.",
    "T4060": "The member belongs to effects of another kind: only blocks stop what others would do, and they send nothing."
    " Versions of one effect are of one kind.",
    "T4061": "Business days are counted, or holidays moved, and the effect names no calendar that says which they are.",
    "T4062": "Days of a month run from 1 to 31, ranges from the smaller to the larger, and lengths to a hundred years.",
    "T4063": "A cut or a block without `if` is for every account, which is seldom meant.",
    "T4064": "`after` counts from the day of `since`. Without one it counts from the day asked for, so that the effect is"
    " always some days away and never comes.",
    "T4070": "The bounds of a hold come from days of the account, from records, or from events, and from one of them only;"
    " what ends has a beginning. A hold that freezes days has a first one, else nobody could say how many.",
    "T4071": "A hold says what stands still while it is in force: days, messages, cuts, blocks, tasks, the queue.",
    "T4072": "A hold that lacks what it needs does not count, and this one says nowhere where that would stand.",
    "T4073": "Holds come first, days past due and promises after them, segments that ask for these last. Something here asks"
    " for what is worked out behind it; the message names the way.",
    "T4074": "Both bounds of the hold are written out, and no day lies between them. Bounds that data bring are looked at"
    " when they come.",
    "T4075": "Days past due are counted from the day the oldest unpaid amount fell due.",
    "T4076": "A promise is made by an event that says when it is due and how much it is; a payment says how much was paid.",
    "T4077": "A message has a text, and in it names stand in braces: `{balance}`. A brace that is meant as one is written"
    " twice.",
    "T4078": "Where something that a line names is unknown, no message goes out at all. A condition on the line, on the"
    " template or on what sends it shows that its author thought of the gap.",
    "T4079": "A message says that a rule applies to accounts to which it does not, or asks for something else than the rule"
    " does. Only what can be proven is reported.",
    "T4080": "Limits are about channels, and the event does not say through which one the person was contacted.",
    "T4081": "The first line that fits says what an event is, and one before this takes all of that type.",
    "T4082": "No line says of any event that it is such a contact, or none through that channel: the limit is never"
    " reached.",
    "T5001": f"An Arrow array or schema contradicts itself. {LATER}",
    "T5002": f"A column holds something else than its field declares. {LATER}",
    "T5003": f"A column of moments carries a time zone that the policy cannot take it into. {LATER}",
    "T5004": f"The policy reads a field for which the table has no column. {LATER}",
    "T5005": f"A JSON text is not well formed, or not of the shape that was due. {LATER}",
    "T5006": f"A table has two columns of the same name, so that either could be meant. {LATER}",
    "T5007": f"A question names a segment, value or strategy that the policy does not have. {LATER}",
    "T5008": f"The stream that brings the data reported a failure of its own. {LATER}",
    "T5009": "The feed has more events, or answers the conditions of its alerts in more ways, or shifts have more skills,"
    f" than can be numbered. {LATER}",
    "T5010": f"A snapshot says what alerts stood at from a moment on; this policy has other alerts, or the question is for"
    f" before that moment. {LATER}",
    "T5011": "Accounts come more than once, or hold a cell that cannot be read, where conditions on events read it. Their"
    f" events count; the conditions are not true. {LATER}",
    "T5012": f"Offers are asked of a policy that declares no payment condition. {LATER}",
    "T5013": f"The entry agreed is below 0, or finer than the currency's smallest unit. {LATER}",
    "T5014": f"Best actions are asked of a policy that declares no palette. {LATER}",
    "T5015": "A candidate of the worklist does not say how many minutes it takes, and none were given for all, so that no"
    f" shift can be filled. {LATER}",
    "T5016": f"Worklists are asked of a policy that declares none, or none that holds on the day. {LATER}",
    "T5017": "The window begins on a day that each case holds, and no table of cases was given, so that no action is known to"
    f" be in it. {LATER}",
    "T5018": "Which palette is whose is asked of fields of the cases, and no table of cases was given: all have the first"
    f" one. {LATER}",
    "T5019": "A shift has a skill that no candidate of a worklist asks for: it may be misspelt, and then those who have it"
    f" are left without what they could do. {LATER}",
    "T5020": "A pack of contact limits is JSON with a closed schema: a key that is not known, a shift over midnight, hours"
    " that overlap, a day that does not exist, each with the path of the member. No example: packs are no policies.",
    "T5021": "The policy names a holiday calendar, a zone or a pack, whose data are arguments, and the question brings none of"
    " that name. No example: it takes a question.",
    "T5022": "A calendar, a zone or a pack given with the question is wrong in itself, or the moment asked for is not on the"
    " day asked for. No example: it takes a question.",
    "T7001": f"The text is no JSON: the message says where it breaks off. {JSON}",
    "T7002": "Something stands there that is no text, list, object, number or truth value, whichever was due. Numbers of"
    f" policies are texts in JSON, because others read JSON numbers as binary fractions: \"10.50\". {JSON}",
    "T7003": f"An object has a member that nothing reads. It may be misspelt, or belong to the object around it. {JSON}",
    "T7004": f"An object lacks a member without which it says nothing. {JSON}",
    "T7005": f"A member stands twice in one object; of two values none is the right one. {JSON}",
    "T7006": "One of several words was due: a kind of declaration, member or node, a unit, an operator, a currency. Words are"
    f" English in JSON, whatever the policy's language. {JSON}",
    "T7007": "A name is empty or holds a back-quote, a number has a sign or too many digits, a day is not in the calendar, a"
    f" list has too few elements, a text holds what no policy may hold. {JSON}",
    "T7008": f"Objects and lists are nested deeper than any policy, or an expression is over 1,000 operations high. {JSON}",
    "T7009": "The tree is printed in the policy's language and read again, as every policy is; what the grammar refuses, or"
    f" reads otherwise than the tree says, is refused. The message is the grammar's, the help shows the line. {JSON}",
    "T7010": "Printing keeps comments at declarations, at members of blocks, at the ends of blocks and behind operands of `and`"
    f" and `or`. A comment anywhere else would be lost. {JSON}",
    "T7021": "Sums, counts and questions about the records of an account need a second table. " + EXPORTED,
    "T7022": "A quotient has no end, and engines cut it in different places. It is written only as what a `round` of at most"
    " 16 decimals is given, and then exactly. " + EXPORTED,
    "T7023": "Decimals of SQL have 38 digits. What is computed here could need more, going by the types of the fields, and"
    " would be rounded or stop the query. " + EXPORTED,
    "T7024": "Only whole days, weeks, months and years are added to days, and lengths that are written out to moments. "
    + EXPORTED,
    "T7025": "What a policy names once, SQL writes out each time. " + EXPORTED,
    "T7026": "To DuckDB names differ by more than capital letters. " + EXPORTED,
    "T7027": "A text with a character of number zero cannot be written in SQL. " + EXPORTED,
    "T7041": f"A query of react-querybuilder has no days, and the segment has several versions. {LATER}",
    "T7042": f"A query of react-querybuilder is no JSON, or not of the shape that groups and rules have. {QUERY}",
    "T7043": f"A rule names a field that the fields given do not have. {QUERY}",
    "T7044": "A rule has an operator that react-querybuilder does not have, or one that the field's type has no use for."
    f" {QUERY}",
    "T7045": f"A value cannot be read as the type of its field. {QUERY}",
    "T7046": "A list without values, a range without two bounds or with the larger one first, a rule without a value:"
    f" readers of react-querybuilder differ on what they mean. {QUERY}",
    "T7047": "A combinator that is not known or missing, `xor` of more than two, or the contrary of a group without rules:"
    f" readers of react-querybuilder differ on what they mean. {QUERY}",
    "T7048": f"A rule has a member (`match`, `lhs`) or a relative day, which packages around the core read. {QUERY}",
    "T7049": f"A rule of the field `$expr` is no expression of the language. {QUERY}",
    "T7050": f"The list of fields cannot be read, or the values of a field do not agree on its type. {QUERY}",
    "T7051": f"A rule is muted, or its field or operator is not chosen yet. {QUERY}",
    "T7052": f"A group has no rules, or all of them are left out: it is read as true. {QUERY}",
    "T7053": f"A rule or a group has a member that neither react-querybuilder nor a policy knows. {QUERY}",
    "T7054": f"No fields were given, so that types are guessed from the values. {QUERY}",
}
