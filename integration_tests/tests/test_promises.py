"""Each promise is broken in tables that keep it: the run says which source, date or account it is, and what to do."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.postgres import PostgresWarehouse

BUILD = "dbt build --select package:api_call_volume"
FULL_REFRESH = "dbt build --full-refresh --select package:api_call_volume"


@dataclass(frozen=True)
class Broken:
    """SQL that breaks a promise, and what the run must print: `line`, with the columns of the one row of `facts`."""

    sql: str
    facts: str
    line: str
    what_to_do: str = f"Run {BUILD}, which builds whatever is behind. If the test fails again, .* run {FULL_REFRESH}"


A_DUPLICATED_CALL = """
    select min(entry_key) from int_duplicated_api_calls
    where entry = 'call' and source_name = 'partner' and date_day < '2026-03-01'
"""
A_SHARED_KEY = A_DUPLICATED_CALL.replace("min", "max")
FIRST_DAY = "select min(date_day) from fct_api_call_ledger where source_name = 'edge' and loaded_date = '2026-03-12'"
A_LATER_CALL = A_DUPLICATED_CALL.replace("< '2026", ">= '2026")
AN_ASH_USER = """
    create table of_ash as select * from int_user_calls where account_id = 'ash' and date_day = '2026-03-13'
"""
FORGED = "'x' || chr(10) || 'api_call_volume: a_forged_line failed: 1 row' || chr(10) || repeat('y', 700)"
LAST_LOAD_DATE = """
    select max(loaded_date) from fct_api_call_ledger where source_name = 'partner' and rows_counted > 0
"""
LAST_LOAD_DATES = """
    select distinct loaded_date from fct_api_call_ledger where source_name = 'partner' and rows_counted > 0
    order by loaded_date desc limit 7
"""
LATEST_ROWS = f"""
    select count(*) as rows, min(loaded_date) as loaded, max(loaded_date) as last from int_api_calls
    where source_name = 'partner' and disposition = 'accepted' and loaded_date in ({LAST_LOAD_DATES})
"""
REJECTED_DATE = """
    select min(loaded_date) from fct_api_call_ledger
    where source_name = 'edge' and rows_rejected > 0 and loaded_date > '2026-03-05'
"""
FIRST_LOAD_DATE = "select min(loaded_date) from fct_api_call_ledger where source_name = 'partner'"
BROKEN = {
    "every_raw_row_is_accounted_for": Broken(
        "delete from fct_api_call_ledger where source_name = 'partner' and loaded_date = '2026-03-05'",
        "select count(*) as raw from sample_partner_calls where cast(loaded_at as date) = '2026-03-05'",
        "Source partner, load date 2026-03-05: raw has {raw} rows, the ledger has 0. Not counted: {raw}.",
        f"Run {BUILD}",
    ),
    "raw_still_has_what_the_ledger_counted": Broken(
        "delete from sample_partner_calls where call_id ="
        " (select min(call_id) from sample_partner_calls where cast(loaded_at as date) = '2026-03-10')",
        "select count(*) as left_over, count(*) + 1 as counted from sample_partner_calls"
        " where cast(loaded_at as date) = '2026-03-10'",
        "Source partner, load date 2026-03-10: {counted} rows were counted, but raw has {left_over}."
        " Gone, but still counted: 1.",
        ".*set `sync_mode: upsert`.* with reprocess_from and reprocess_to:"
        f' {BUILD} --vars "{{reprocess_from: 2026-03-10, reprocess_to: 2026-03-10}}"',
    ),
    "no_history_was_loaded_too_late": Broken(
        "update fct_api_call_ledger set rows_too_late = rows_too_late + 200, rows_received = rows_received + 200"
        f" where source_name = 'partner' and loaded_date = ({FIRST_LOAD_DATE})",
        "select sum(rows_too_late) as late, sum(rows_received) as received, min(loaded_date) as loaded,"
        " min(date_day) as first_day, max(date_day) as last_day from fct_api_call_ledger"
        f" where source_name = 'partner' and loaded_date = ({FIRST_LOAD_DATE})",
        "Source partner: {late} of the {received} rows of its first load date, {loaded}, are not counted, .*"
        " on {first_day} to {last_day}.",
        rf'.*run once {BUILD} --vars "\{{raw_retention_days: null, reprocess_from: 2026-.*set first_call_date .*',
    ),
    "no_row_was_loaded_too_late": Broken(
        "update fct_api_call_ledger set rows_too_late = 3, rows_received = rows_received + 3"
        f" where source_name = 'edge' and loaded_date = '2026-03-12' and date_day = ({FIRST_DAY})",
        "select date_day, cast('2026-03-12' as date) - date_day as days from fct_api_call_ledger"
        " where rows_too_late = 3",
        "Source edge, load date 2026-03-12: 3 rows of {date_day} are not counted. They were loaded {days} days late .*",
        rf'.*set raw_retention_days to \d+ or more, and run {BUILD} --vars "\{{reprocess_from: 2026-.*',
    ),
    "every_source_counts_calls": Broken(
        # A source that was declared with the wrong format.
        "create table misread as select * from fct_api_call_ledger where source_name = 'partner'"
        " and loaded_date < '2026-06-01'; update misread set source_name = 'clicks', rows_rejected = rows_received,"
        " rows_counted = 0, rows_duplicate = 0, rows_excluded = 0, rows_too_late = 0, calls_counted = 0,"
        " calls_unattributed = 0; insert into fct_api_call_ledger select * from misread; drop table misread;"
        " create table rejected as select * from fct_rejected_api_calls limit 1;"
        " update rejected set source_name = 'clicks', reject_reason = 'record_unreadable';"
        " insert into fct_rejected_api_calls select * from rejected; drop table rejected",
        "select sum(rows_received) as received from fct_api_call_ledger where source_name = 'clicks'",
        "Source clicks: none of its {received} rows counts. {received} are rejected, most of them as record_.*",
        f"Look at raw_record .* entry of clicks in api_call_sources: .* run {FULL_REFRESH}",
    ),
    "no_load_date_is_mostly_rejected": Broken(
        "create table flood as select rejected.* from fct_rejected_api_calls as rejected"
        " cross join fct_api_call_ledger limit 150; update flood set source_name = 'partner',"
        f" reject_reason = 'record_unreadable', loaded_date = ({LAST_LOAD_DATE});"
        " insert into fct_rejected_api_calls select * from flood; drop table flood;"
        " update fct_api_call_ledger set rows_received = rows_received + 100, rows_rejected = rows_rejected + 100"
        f" where source_name = 'partner' and loaded_date = ({LAST_LOAD_DATE})",
        "select count(*) as rejected, max(loaded_date) as loaded, (select sum(rows_received) from fct_api_call_ledger"
        f" where source_name = 'partner' and loaded_date = ({LAST_LOAD_DATE})) as received from fct_rejected_api_calls"
        f" where source_name = 'partner' and loaded_date = ({LAST_LOAD_DATE})",
        "Source partner, load date {loaded}: {rejected} of {received} rows are rejected, most of them as record_.*",
        f"Look at raw_record .* entry of partner in api_call_sources; .* by its `where`. Then run {FULL_REFRESH}",
    ),
    "every_source_says_how_calls_went": Broken(
        "update int_route_calls set http_response_status_code = null, outcome = 'aborted'"
        " where source_name = 'partner'",
        "select cast(sum(api_calls) as bigint) as calls, min(loaded_date) as loaded, max(loaded_date) as last"
        f" from int_route_calls where source_name = 'partner' and loaded_date in ({LAST_LOAD_DATES})",
        "Source partner: none of its {calls} calls loaded from {loaded} to {last} has a status from 100 to 999, .*",
        f"If its rows have a status, map http_response_status_code .* entry of partner in .* Then run {FULL_REFRESH}",
    ),
    "calls_are_not_dated_before_1990": Broken(
        "update int_route_calls set date_day = '1970-01-21' where source_name = 'partner'"
        f" and loaded_date in ({LAST_LOAD_DATES})",
        "select cast(sum(api_calls) as bigint) as calls, min(loaded_date) as loaded, max(loaded_date) as last"
        f" from int_route_calls where source_name = 'partner' and loaded_date in ({LAST_LOAD_DATES})",
        "Source partner: {calls} of its {calls} calls loaded from {loaded} to {last} are dated before 1990, the last"
        " of them on 1970-01-21.",
        f"In the entry of partner .* set epoch_unit .* set first_call_date. Then run {FULL_REFRESH}",
    ),
    "no_source_logs_local_times": Broken(
        # Loaded in any hour, three minutes after the call, as a clock five hours behind UTC says it.
        "update sample_partner_calls set loaded_at = cast(cast(loaded_at as date) as timestamp)"
        f" + interval '1 hour' * mod(length(path), 24) where cast(loaded_at as date) in ({LAST_LOAD_DATES});"
        " update sample_partner_calls set called_at = cast(loaded_at - interval '5 hours' - interval '3 minutes' as"
        f" varchar) where cast(loaded_at as date) in ({LAST_LOAD_DATES})",
        LATEST_ROWS,
        r"Source partner: in (\d+) of the \1 hours in which rows were loaded from {loaded} to {last}, the newest call"
        " was 5.0 hours old. Its times may be local times, .*",
        f"If they are, map occurred_at to SQL .* columns of partner .* run {FULL_REFRESH}. If the rows are .*",
    ),
    "no_account_is_a_single_call": Broken(
        "create table lone as select one.*, n from (select * from int_route_calls where source_name = 'partner'"
        f" and loaded_date = ({LAST_LOAD_DATE}) and date_day is not null limit 1) as one"
        " cross join generate_series(1, 2000) as numbers (n);"
        " update lone set account_id = 'account ' || n, source_name = 'lone', api_calls = 1;"
        " alter table lone drop column n; insert into int_route_calls select * from lone; drop table lone",
        f"select ({LAST_LOAD_DATE}) as loaded",
        "Source lone: its 2000 calls loaded from {loaded} to {loaded} are of 2000 accounts, nearly one for each call.",
        f"Map account_id to what identifies a customer in the entry of lone .* Then run {FULL_REFRESH}",
    ),
    "every_declared_id_is_found": Broken(
        f"update sample_partner_calls set app = null where cast(loaded_at as date) in ({LAST_LOAD_DATES})",
        LATEST_ROWS,
        "Source partner: none of its {rows} rows loaded from {loaded} to {last} has a value in integration_id, .*",
        f"Correct columns.integration_id in the entry of partner, or take it out .* Then run {FULL_REFRESH}",
    ),
    "every_declared_column_is_found": Broken(
        f"update sample_partner_calls set path = null where cast(loaded_at as date) in ({LAST_LOAD_DATES})",
        LATEST_ROWS,
        "Source partner: none of its {rows} rows loaded from {loaded} to {last} has a value in url_path, .*",
        f"Correct columns.url_path in the entry of partner, or take it out .* Then run {FULL_REFRESH}",
    ),
    "no_row_without_a_key_was_loaded_twice": Broken(
        "create table twice as select * from sample_partner_calls"
        f" where cast(loaded_at as date) = ({LAST_LOAD_DATE}) order by call_id limit 6;"
        " update twice set call_id = null; insert into sample_partner_calls select * from twice;"
        " update twice set loaded_at = loaded_at + interval '1 minute';"
        " insert into sample_partner_calls select * from twice; drop table twice",
        f"select ({LAST_LOAD_DATE}) as loaded",
        "Source partner: 6 of the 12 rows without an id that were loaded from {loaded} to {loaded} are equal to one .*",
        f"If they are calls that were delivered twice, name .* in deduplicate_on of partner .* run {FULL_REFRESH}",
    ),
    "every_small_source_counts_calls": Broken(
        # A source with a `where` that is never true.
        "create table misread as select * from fct_api_call_ledger where source_name = 'partner'"
        " and loaded_date = '2026-03-08'; update misread set source_name = 'few', rows_received = 3, rows_excluded = 3,"
        " rows_counted = 0, rows_duplicate = 0, rows_rejected = 0, rows_too_late = 0, calls_counted = 0,"
        " calls_unattributed = 0; insert into fct_api_call_ledger select * from misread; drop table misread",
        "select sum(rows_received) as received from fct_api_call_ledger where source_name = 'few'",
        "Source few: none of its {received} rows counts. All are excluded, by `where`, by excluded_calls_where, or .*",
        f"Correct `where` and `format` in the entry of few in api_call_sources, .* run {FULL_REFRESH}",
    ),
    "no_load_time_is_in_the_future": Broken(
        "update int_raw_inventory set last_loaded_at = '2999-01-01 12:00:00'"
        " where source_name = 'edge' and loaded_date = '2026-03-23'",
        "select count(*) as rows from fct_api_call_ledger",
        "Source edge, load date 2026-03-23: the last row was loaded at 2999-01-01 12:00:00.* in the future.",
        f"If its load times are local times, .* run {FULL_REFRESH}",
    ),
    "every_account_and_integration_has_one_row": Broken(
        "create table renamed as select * from sample_accounts where account_id = 'ash';"
        " update renamed set account_name = 'Ash and Sons'; insert into sample_accounts select * from renamed;"
        " drop table renamed",
        "select count(*) as rows from sample_accounts where account_id = 'ash'",
        "accounts_relation has {rows} different rows of ash.",
        f"Choose one row of each with accounts_where, .* accounts_relation name a model that has one, and run {BUILD}",
    ),
    "every_parent_leads_to_a_top": Broken(
        "update sample_accounts set parent_account_id = 'nobody' where account_id = 'holly';"
        " update sample_accounts set parent_account_id = 'maple' where account_id = 'ash'",
        "select account_id as lost, parent_account_id as parent from sample_accounts where account_id = 'holly'",
        "accounts_relation: the parent of account {lost} is {parent}, which is no account of accounts_relation. So"
        " {lost} is at the top of its tree.",
        rf"Correct parent_account_id of holly, or add nobody to accounts_relation \(.*\), and run {BUILD}",
    ),
    "account_trees_are_the_sum_of_their_accounts": Broken(
        "update fct_account_tree_calls set active_users = 1000 where period_grain = 'month'"
        " and period_start = '2026-08-01'",
        "select period_grain, account_id from fct_account_tree_calls where active_users = 1000",
        "fct_account_tree_calls, the {period_grain} of 2026-08-01, account {account_id}: active_users is not that of"
        " this account and those below it in fct_account_calls_daily, _weekly or _monthly.",
    ),
    "every_rejected_row_is_kept": Broken(
        f"delete from fct_rejected_api_calls where loaded_date = ({REJECTED_DATE}) and source_name = 'edge'",
        "select sum(rows_rejected) as rejected, max(loaded_date) as loaded from fct_api_call_ledger"
        f" where loaded_date = ({REJECTED_DATE}) and source_name = 'edge'",
        "Source edge, load date {loaded}: the ledger has {rejected} rejected rows, fct_rejected_api_calls has none.",
    ),
    "every_duplicated_call_counts_once": Broken(
        f"update int_duplicated_api_calls set is_counted = true where entry_key = ({A_DUPLICATED_CALL});"
        f"update int_duplicated_api_calls set is_counted = false where entry_key = ({A_LATER_CALL})",
        "select min(date_day) as date_day, max(loaded_date) as loaded_date, count(*) as copies"
        f" from int_duplicated_api_calls where entry_key = ({A_DUPLICATED_CALL})",
        "Source partner: int_duplicated_api_calls has {copies} copies of a call of {date_day}, last loaded on"
        " {loaded_date}. Counted are {copies}.",
        f"Run {FULL_REFRESH}",
    ),
    "every_cancellation_takes_out_a_call": Broken(
        "create table cancelled as select * from int_duplicated_api_calls where entry = 'call' and is_counted limit 1;"
        " update cancelled set source_name = 'voids', entry_key = 'late';"
        " insert into int_duplicated_api_calls select * from cancelled;"
        " update cancelled set entry = 'cancellation', is_counted = false, copy_rank = 2;"
        " insert into int_duplicated_api_calls select * from cancelled; drop table cancelled",
        "select entry_key from int_duplicated_api_calls where source_name = 'voids' and is_counted",
        "Source voids: 1 of the 1 calls that its rows cancel still count, such as {entry_key}.",
        "Nothing, if cancellations as late as these need not count. .*",
    ),
    "every_id_identifies_one_call": Broken(
        f"create table copies as select * from int_duplicated_api_calls where entry_key = ({A_SHARED_KEY})"
        " and is_counted; update copies set is_counted = false, copy_rank = 9;"
        + " insert into int_duplicated_api_calls select * from copies;" * 30
        + " drop table copies",
        "select min(date_day) as date_day, count(*) as copies, max(entry_key) as key"
        f" from int_duplicated_api_calls where entry_key = ({A_SHARED_KEY})",
        "Source partner: {copies} rows, the first of {date_day}, have the deduplication key {key}. One of them counts.",
        "Nothing, if .* set deduplicate_on to columns that do, .*",
    ),
    "most_copies_are_of_one_call": Broken(
        "create table shared as select duplicated.*, n from (select * from int_duplicated_api_calls where entry ="
        " 'call' and source_name = 'partner' limit 1) as duplicated cross join generate_series(1, 40) as numbers (n);"
        " update shared set source_name = 'sessions', entry_key = cast(n % 20 as varchar), copy_rank = n,"
        " http_route = '/' || n; alter table shared drop column n;"
        " insert into int_duplicated_api_calls select * from shared; drop table shared",
        "select count(distinct entry_key) as keys from int_duplicated_api_calls where source_name = 'sessions'",
        "Source sessions: of the {keys} deduplication keys that several rows have, {keys} are of rows with different"
        " methods, routes or days, such as 0. Of the rows with one key, one counts.",
        f"Where these are different calls, .* entry of sessions in .* set deduplicate_on .* run {FULL_REFRESH}",
    ),
    "all_copies_are_of_one_call": Broken(
        "create table shared as select duplicated.*, n from (select * from int_duplicated_api_calls where entry ="
        " 'call' and source_name = 'partner' limit 1) as duplicated cross join generate_series(1, 60) as numbers (n);"
        " update shared set source_name = 'traces', entry_key = cast(n % 30 as varchar), copy_rank = n;"
        # Of 30 keys, 2 are of two methods, 2 of two routes, and 1 of two days apart.
        " update shared set http_request_method = 'PURGE' where n in (1, 2);"
        " update shared set http_route = '/other' where n in (3, 4);"
        " update shared set date_day = date_day - 2 where n = 5; update shared set date_day = date_day - 1 where n = 6;"
        " alter table shared drop column n; insert into int_duplicated_api_calls select * from shared;"
        " drop table shared",
        "select count(distinct entry_key) as keys from int_duplicated_api_calls where source_name = 'traces'",
        "Source traces: of the {keys} deduplication keys that several rows have, 5 are of rows with different methods,"
        " routes or days, such as 1. Of the rows with one key, one counts.",
        f"Where these are different calls, .* entry of traces in .* set deduplicate_on .* run {FULL_REFRESH}",
    ),
    "no_call_is_counted_in_two_sources": Broken(
        "insert into sample_partner_calls (call_id, called_at, loaded_at)"
        " select event_id, min(occurred_at), min(loaded_at) from stg_kong__api_calls where reject_reason is null"
        " and not is_excluded and event_id is not null"
        " and cast(loaded_at as date) between '2026-08-01' and '2026-09-20' group by event_id",
        "select count(*) as calls from sample_partner_calls"
        " where call_id in (select event_id from stg_kong__api_calls)",
        "Sources edge and partner share the keys of {calls} calls, at the same times."
        " Each of them counts in both sources.",
        f"If these are the same calls, write same_calls_as: edge in the entry of partner .* run {FULL_REFRESH}.*",
    ),
    "route_cardinality_is_bounded": Broken(
        "create table one as select * from int_route_calls where source_name = 'edge' and date_day is not null limit 1;"
        " create table leaked as select one.*, place from one cross join generate_series(1, 2000) as numbers (place);"
        " update leaked set api_calls = 0, http_route = '/leaked/' || place; alter table leaked drop column place;"
        " insert into int_route_calls select * from leaked; drop table leaked; drop table one",
        "select count(distinct http_route) as routes from int_route_calls where source_name = 'edge'",
        "Source edge has {routes} routes, more than most_routes .2000.. Among those with the fewest calls: /leaked/1,"
        " /leaked/10, /leaked/100.",
        f"If these hold ids or names, write route_templates_relation in the entry of edge .* run {FULL_REFRESH}.*",
    ),
    "facts_and_rollups_have_one_row_of_a_grain": Broken(
        f"{AN_ASH_USER}; insert into int_user_calls select distinct * from of_ash;"
        # A name that looks like another line of the log, and is longer than a line may be.
        f" update of_ash set account_id = {FORGED}; insert into int_user_calls select * from of_ash;"
        " insert into int_user_calls select * from of_ash; drop table of_ash",
        "select integration_id as integration from int_user_calls where account_id = 'ash' and date_day = '2026-03-13'"
        " group by integration_id",
        "int_user_calls has 2 rows where its grain allows one: 2026-03-13, account ash, integration {integration}.",
        f"Run {FULL_REFRESH}",
    ),
    "facts_hold_what_the_ledger_counted": Broken(
        "update fct_api_calls_daily set api_calls = api_calls + 1 where date_day = '2026-03-17' and account_id = 'ash'",
        "select sum(api_calls) as calls from fct_route_calls_daily where date_day = '2026-03-17'",
        r"Calls of 2026-03-17: {calls} in the ledger, \d+ in fct_api_calls_daily, {calls} in fct_route_calls_daily,"
        " {calls} in int_user_calls.",
    ),
    "daily_weekly_and_monthly_agree": Broken(
        "update fct_api_calls_weekly set response_bytes = response_bytes + 1 where date_week = '2026-03-23'",
        "select integration_id as integration, response_bytes as bytes, response_bytes - 1 as days"
        " from fct_api_calls_weekly where date_week = '2026-03-23' and account_id = 'ash'",
        "The week of 2026-03-23, account ash, integration {integration}: response_bytes is {bytes} in"
        " fct_api_calls_weekly, and {days} summed over fct_api_calls_daily.",
    ),
    "distinct_counts_are_not_sums": Broken(
        "update fct_api_calls_monthly set active_users = 100000 where date_month = '2026-04-01' and account_id = 'ash'",
        "select integration_id as integration from fct_api_calls_monthly"
        " where date_month = '2026-04-01' and account_id = 'ash'",
        "fct_api_calls_monthly, period from 2026-04-01, account ash, integration {integration}: active_users is"
        " 100000, and .*",
    ),
    "accounts_are_the_sum_of_their_integrations": Broken(
        "update fct_account_calls_daily set server_error_calls = server_error_calls + 1"
        " where date_day = '2026-03-24' and account_id = 'ash'",
        "select count(*) as accounts from fct_account_calls_daily where date_day = '2026-03-24' and account_id = 'ash'",
        "fct_account_calls_daily, period from 2026-03-24, account ash: server_error_calls is not that of its"
        " integrations in .*",
    ),
    "trailing_windows_hold_their_days": Broken(
        "update fct_account_calls_daily set api_calls_28d = api_calls_28d + 7"
        " where date_day = '2026-03-24' and account_id = 'ash'",
        "select api_calls_28d as wrong, api_calls_28d - 7 as calls, active_days_28d as days"
        " from fct_account_calls_daily where date_day = '2026-03-24' and account_id = 'ash'",
        "fct_account_calls_daily, 2026-03-24, account ash: of 28 days it has {wrong} calls, {days} days and .* users,"
        " and the days have {calls} calls, {days} days and .*",
    ),
    "account_periods_leave_no_gap": Broken(
        "alter view fct_account_periods rename to all_account_periods;"
        " create view fct_account_periods as select * from all_account_periods where account_id <> 'ash'",
        "select (select sum(previous_period_calls) from fct_account_periods"
        " where period_grain = 'week' and period_start = '2026-03-23') as summed,"
        " (select sum(api_calls) from fct_account_calls_weekly where date_week = '2026-03-16') as calls",
        "fct_account_periods, week of 2026-03-23: previous_period_calls sum to {summed}, and the week before has"
        " {calls} calls.",
    ),
    "every_finding_says_what_to_do": Broken(
        "update fct_findings set owner_role = '', what_to_do = '' where finding = 'fell'",
        "select count(*) as found, min(date_week) as week from fct_findings where finding = 'fell'",
        "fct_findings: {found} rows of the finding fell, the first of the week {week}, have no owner_role or .*",
        "Fill owner_role and what_to_do of fell in the relation that playbook_relation names, or remove its row there.",
    ),
    "growth_explains_every_change": Broken(
        "update fct_growth_accounting set expansion_calls_per_day = expansion_calls_per_day + 2"
        " where period_grain = 'week' and period_start = '2026-03-23' and account_id = 'ash'",
        "select active_accounts as accounts, rtrim(rtrim(cast(calls_per_day as varchar), '0'), '.') as calls,"
        " rtrim(rtrim(cast(calls_per_day + 2 as varchar), '0'), '.') as explained"
        " from fct_growth_summary where period_grain = 'week' and period_start = '2026-03-23'",
        "fct_growth_accounting, week of 2026-03-23: {accounts} active accounts .* {calls} calls a day, of which"
        " {explained} are explained.",
    ),
    "previous_period_is_the_calendars_previous": Broken(
        "update fct_api_calls_weekly set previous_period_calls = previous_period_calls + 5"
        " where date_week = '2026-04-20'",
        "select integration_id as integration, previous_period_calls as calls, previous_period_calls - 5 as before"
        " from fct_api_calls_weekly where date_week = '2026-04-20' and account_id = 'ash'",
        "fct_api_calls_weekly, period from 2026-04-20, account ash, integration {integration}: previous_period_calls"
        " is {calls}, but the previous period has {before} calls.",
    ),
    "every_fact_key_has_its_dimension_row": Broken(
        "delete from dim_routes where http_request_method = 'DELETE' and http_route = '/v1/products'",
        "select count(*) as rows from dim_routes where http_request_method = 'DELETE' and http_route = '/v1/products'",
        "fct_route_calls_daily.http_route is DELETE /v1/products in some rows, but its dimension has no row for it.",
        f"Run {BUILD}, which builds the dimensions .*",
    ),
    "no_credential_has_two_owners_at_once": Broken(
        "insert into int_credential_owners values"
        " ('a key', 'ash', 'feed', '2026-03-01 00:00:00', '2026-03-05 12:00:00', true)",
        "select valid_to from int_credential_owners where credential_id = 'a key'",
        "integrations_relation gives a credential of account ash, integration feed, .* from 2026-03-01 00:00:00, .*"
        " the next row, valid from {valid_to}. .*",
        "End the earlier row: set its valid_to to 2026-03-05 12:00:00 or earlier. .*",
    ),
    "every_quota_applies_as_declared": Broken(
        """insert into sample_quotas (account_id, metric, amount, "window", valid_from) values
        ('elm', 'calls', 700, 'calendar month', '2026-06-01'), ('elm', 'seats', 7, 'calendar month', '2026-06-01')""",
        "select min(valid_from) as first_day, max(valid_from) as last_day from sample_quotas where account_id = 'elm'",
        "quotas: account elm has two quotas of calls by calendar month at the same time. The one valid from {first_day}"
        " ends on {last_day}, where the next one begins.",
        "End the earlier row: set its valid_to to 2026-06-01 or earlier.",
    ),
    "every_billing_period_applies_as_declared": Broken(
        "insert into sample_billing_periods (account_id, billing_day) values ('elm', 7)",
        "select count(*) as rows from sample_billing_periods where account_id = 'elm'",
        "billing_periods: the row of account elm, period none, does not apply: the account has another row.",
        "Correct the row in the table that the setting billing_periods names.",
    ),
    "every_closing_applies_as_declared": Broken(
        "insert into sample_closings (account_id, period_start, closed_at) values ('elm', '2026-04-15', '2026-05-01')",
        "select count(*) as rows from sample_closings where account_id = 'elm'",
        "closings: the row of account elm, period 2026-04-15, does not apply: closed_at is before .*",
        "Correct the row in the table that the setting closings names.",
    ),
    "no_closed_period_is_billed_below_zero": Broken(
        "update fct_billing_period_calls set billed_calls = -3, amount = -0.5 where account_id = 'ash'"
        " and period_start = '2026-06-05'",
        "select count(*) as rows from fct_billing_period_calls where billed_calls < 0",
        "Account ash: its billing period of 2026-06-05 is billed for -3 calls, since more calls were taken back than "
        "made. Its amount is -0.5.",
        "Give the account a credit: .*",
    ),
    "every_price_applies_as_declared": Broken(
        "delete from sample_rate_card where plan = 'free' and up_to is null; insert into sample_rate_card"
        " (plan, metric, unit_price) values ('pro', 'seats', 1)",
        "select max(unit_price) as price from sample_rate_card where metric = 'seats'",
        "rate_card: the price of seats, plan pro, valid from 1900-01-01, does not apply: metric is none of calls.",
        "Correct the rows in the table that the setting rate_card names.",
    ),
    "api_engagement_is_what_the_routes_say": Broken(
        "update int_api_feature_calls set api_calls = api_calls + 1 where feature = 'search' and account_id = 'ash'",
        "select api_calls as calls, api_calls - 1 as in_mart, date_day from int_api_feature_calls"
        " where feature = 'search' and account_id = 'ash' order by date_day limit 1",
        "API calls of {date_day} for search, account ash: {calls} on the routes of .*, {in_mart} in fct_search_usage.",
    ),
    "engagement_has_the_calendar_of_volume": Broken(
        "update fct_notification_interaction set period_start = cast('2026-03-03' as date)"
        " where period_grain = 'week' and period_start = '2026-03-02'",
        "select count(*) as rows from fct_notification_interaction where period_start = '2026-03-03'",
        "fct_notification_interaction: a week begins on 2026-03-03. By the calendar, it begins on 2026-03-02.",
    ),
    "engagement_marts_hold_what_their_inputs_say": Broken(
        "delete from fct_content_consumption where period_grain = 'day' and period_start = '2026-03-18'",
        "select count(*) as rows from fct_content_consumption"
        " where period_grain = 'day' and period_start = '2026-03-18'",
        "fct_content_consumption has no rows for the day of 2026-03-18, but its inputs have.",
    ),
    "engagement_of_longer_periods_lies_between_days": Broken(
        "update fct_search_usage set numerator = 100000 where period_grain = 'month' and period_start = '2026-05-01'",
        "select sum(numerator) as of_days, max(numerator) as largest from fct_search_usage where period_grain = 'day'"
        " and account_id = 'aspen' and period_start between '2026-05-01' and '2026-05-31'",
        "fct_search_usage, the month of 2026-05-01, account aspen: numerator is 100000"
        " .by its days, {largest} to {of_days}., .*",
    ),
    "every_account_with_engagement_is_in_the_scorecard": Broken(
        "update fct_engagement_scorecard set api_calls = api_calls + 1"
        " where account_id = 'ash' and period_start = '2026-06-01'",
        "select api_calls as calls, api_calls - 1 as volume from fct_engagement_scorecard"
        " where account_id = 'ash' and period_start = '2026-06-01' and period_grain = 'month'",
        "Account ash, the month of 2026-06-01: {calls} calls in fct_engagement_scorecard, {volume} in the volume fact.",
    ),
    "every_product_event_has_a_time": Broken(
        "update sample_product_events set occurred_at = null where event_id ="
        " (select min(event_id) from sample_product_events)",
        "select event_id as event, account_id as account from sample_product_events where occurred_at is null",
        "product_events: event {event} .* of account {account}, .* has no readable time, .*",
        "Set engagement_sources.product_events.columns.occurred_at to an expression that reads it, .*",
    ),
    "inputs_still_have_the_rows_that_counted": Broken(
        "update sample_product_events set session_id = 'another' where event_id ="
        " (select max(event_id) from sample_product_events)",
        "select cast(date_day as varchar(10)) as date_day, count(*) as counted from int_product_events where date_day ="
        " (select date_day from int_product_events where event_id = (select max(event_id) from int_product_events))"
        " group by date_day",
        "engagement_sources.product_events, date {date_day}: {counted} rows count. Of these, raw no longer has 0, and"
        " has 1 only with other values. The marts still have them as they were.",
        ".*set `sync_mode: upsert` in engagement_sources.product_events; .*: "
        rf'{BUILD} --vars "\{{reprocess_from: 2026-.*',
    ),
    "internal_accounts_are_in_all_marts_or_in_none": Broken(
        "alter table sample_accounts add column is_internal varchar(5);"
        " update sample_accounts set is_internal = 'true' where account_id ="
        " (select min(account_id) from fct_api_calls_daily"
        " where account_id not in (select account_id from int_product_events)"
        " and account_id in (select account_id from sample_accounts))",
        "select count(*) as accounts from sample_accounts where is_internal = 'true'",
        "{accounts} internal accounts have calls, 0 have product events: .*",
        "Leave them out of both or of neither, by .*",
    ),
    "no_load_date_is_wholly_excluded": Broken(
        "create table dark as select one.*, cast(n as integer) as n from (select * from fct_api_call_ledger"
        " where source_name = 'partner' and date_day is not null limit 1) as one"
        " cross join generate_series(1, 10) as numbers (n);"
        " update dark set source_name = 'dark', loaded_date = cast('2026-09-01' as date) + n, rows_received = 500,"
        " rows_counted = 500, rows_excluded = 0, rows_duplicate = 0, rows_rejected = 0;"
        " update dark set rows_counted = 0, rows_excluded = 500 where n = 9;"
        " alter table dark drop column n; insert into fct_api_call_ledger select * from dark; drop table dark",
        "select count(*) as days from fct_api_call_ledger where source_name = 'dark'",
        "Source dark, load date 2026-09-10: all 500 rows are excluded, and none counts.",
        f"If they are calls, correct `where` in the entry of dark .* or excluded_calls_where: .* run {FULL_REFRESH}",
    ),
    # Last, since the table gets a column.
    "no_deleted_row_counts": Broken(
        "alter table sample_partner_calls add column _fivetran_deleted boolean;"
        " update sample_partner_calls set _fivetran_deleted = false;"
        " update sample_partner_calls set _fivetran_deleted = true where call_id = (select min(call_id) from"
        " sample_partner_calls)",
        "select count(*) as deleted from sample_partner_calls where _fivetran_deleted",
        "Source partner: {deleted} of its rows are marked as deleted in _fivetran_deleted, and count.",
        r"If they should not count, add this to `where` .* not coalesce\(_fivetran_deleted, false\). Then run"
        f" {FULL_REFRESH}. If their source deletes old rows, nothing: .*",
    ),
}


def said(printed: str) -> dict[str, list[str]]:
    """The lines that the run logged about each test, with the number of rows in place of the first."""
    blocks = re.findall(r"api_call_volume: (\w+) (?:failed|warns): (\d+) rows?\n((?:  .*\n)*)", printed)
    return {name: [f"{count} rows", *lines.splitlines()] for name, count, lines in blocks}


def as_text(value: Any) -> str:
    """A value as a pattern, a number without trailing zeros."""
    return re.escape(re.sub(r"(\.\d*?)0+$", r"\1", str(value)).rstrip(".")) if value is not None else "none"


def broken_and_tested(warehouse: Warehouse) -> tuple[Warehouse, dict[str, list[str]]]:
    warehouse.dbt("seed")
    warehouse.dbt("run")
    for broken in BROKEN.values():
        warehouse.execute(broken.sql)
    succeeded, printed = warehouse.dbt(
        "test", "--select", "test_type:singular", vars={"printed_failing_rows": 9999}, must_pass=False
    )
    assert not succeeded
    return warehouse, said(printed)


@pytest.fixture(scope="module", params=["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def tested(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The sample with every promise broken, and what a run of all promises printed."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "duckdb":
        yield broken_and_tested(Warehouse(folder, PACKAGE))
    else:
        yield broken_and_tested(PostgresWarehouse(folder, PACKAGE, port=request.getfixturevalue("port")))


def test_no_promise_is_left_out(tested: tuple[Warehouse, dict[str, list[str]]]) -> None:
    promises = {file.stem for file in (PACKAGE / "tests" / "promises").glob("*.sql")}
    assert BROKEN.keys() == promises == tested[1].keys()


@pytest.mark.parametrize("promise", BROKEN)
def test_the_run_says_what_happened_and_what_to_do(
    tested: tuple[Warehouse, dict[str, list[str]]], promise: str, record_property: Callable[[str, object], None]
) -> None:
    warehouse, printed = tested
    broken = BROKEN[promise]
    [facts] = warehouse.rows(broken.facts)
    line = broken.line.format(**{name: as_text(value) for name, value in facts.items()})
    lines = printed[promise]
    found = [number for number, text in enumerate(lines) if re.fullmatch(f"  {line}", text)]
    assert found, f"{line}\nis not in\n" + "\n".join(lines)
    after = next(text for text in lines[found[0] :] if text.startswith("    What to do: "))
    assert re.fullmatch(f"    What to do: {broken.what_to_do}", after), after
    record_property("broken promises explained", 1)


def test_three_rows_are_logged_and_none_if_so_set(tested: tuple[Warehouse, dict[str, list[str]]]) -> None:
    warehouse, everything = tested
    promise = "facts_hold_what_the_ledger_counted"
    _, printed = warehouse.dbt("test", "--select", promise, must_pass=False)
    count, *lines = said(printed)[promise]
    rows = [line for line in lines if line.startswith("  Calls of ")]
    assert rows == [line for line in everything[promise] if line.startswith("  Calls of ")][:3]
    total = int(count.split()[0])
    assert lines[-1] == f"  and {total - 3} more: dbt test --store-failures --select {promise}" if total > 3 else True
    _, printed = warehouse.dbt("test", "--select", promise, vars={"printed_failing_rows": 0}, must_pass=False)
    assert said(printed) == {}


def test_of_a_generic_test_the_columns_are_logged(tested: tuple[Warehouse, dict[str, list[str]]]) -> None:
    warehouse, _ = tested
    _, printed = warehouse.dbt("test", "--select", "fct_search_usage,test_type:generic", must_pass=False)
    [lines] = said(printed).values()
    assert "  period_grain: month, period_start: 2026-05-01, account_id: " in lines[1]
    # Stored failing rows have all columns of the model: the user is not logged.
    warehouse.execute("update int_product_events set row_key = null where session_id is not null")
    _, printed = warehouse.dbt(
        "test", "--select", "not_null_int_product_events_row_key", "--store-failures", must_pass=False
    )
    [lines] = said(printed).values()
    assert "session_id: " in lines[1]
    assert "user_id: " not in printed


@pytest.mark.long
def test_a_late_backfill_is_named_and_the_command_that_is_logged_counts_it(tmp_path: Path) -> None:
    """Rows are loaded after a run, with a load time long past."""
    warehouse = Warehouse(tmp_path, PACKAGE)
    warehouse.dbt("seed")
    warehouse.dbt("run")
    warehouse.execute(
        "insert into sample_partner_calls select * replace (call_id || '-late' as call_id) from sample_partner_calls"
        " where cast(loaded_at as date) = '2026-03-05'"
    )
    test = ["test", "--select", "every_raw_row_is_accounted_for"]
    succeeded, printed = warehouse.dbt(*test, must_pass=False)
    assert not succeeded
    count, what_happened, what_to_do = said(printed)["every_raw_row_is_accounted_for"]
    assert count == "1 rows"
    assert "Source partner, load date 2026-03-05: raw has" in what_happened
    command = shlex.split(what_to_do.partition("Run ")[2])
    assert command[:2] == ["dbt", "build"]
    warehouse.dbt(*command[1:], "--exclude-resource-type", "seed", "--exclude-resource-type", "unit_test")
    warehouse.dbt(*test)
    [ledger] = warehouse.rows(
        "select sum(rows_received) as received from fct_api_call_ledger"
        " where source_name = 'partner' and loaded_date = '2026-03-05'"
    )
    [raw] = warehouse.rows(
        "select count(*) as held from sample_partner_calls where cast(loaded_at as date) = '2026-03-05'"
    )
    assert ledger["received"] == raw["held"]
