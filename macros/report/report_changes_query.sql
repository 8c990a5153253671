{% macro report_changes_query() %}
{#-
    A query: all accounts that ever called, by what became of them from the week before to the week that is reported on:
    `started` (no call in the week before), `more`, `same`, `fewer`, `silent` (no call since), `away` (in neither); `no account`
    stands for the calls without one. Columns: that, accounts, calls of the week, calls of the week before. The calls of all
    rows add up to those of the two weeks.
-#}
with

{{ api_call_volume.report_account_ctes() }},

changed_accounts as (

    select
        case
            when account_id = '(unattributed)' then 'no account'
            when api_calls <= 0 and calls_before <= 0 then 'away'
            when calls_before <= 0 then 'started'
            when api_calls <= 0 then 'silent'
            when api_calls > calls_before then 'more'
            when api_calls < calls_before then 'fewer'
            else 'same'
        end as change_of_calls,
        api_calls,
        calls_before
    from compared_accounts

)

select
    change_of_calls,
    count(*) as accounts,
    sum(api_calls) as api_calls,
    sum(calls_before) as calls_before
from changed_accounts
group by change_of_calls
order by change_of_calls
{% endmacro %}
