{% macro report_reported_accounts_ctes(accounts) %}
    {#-
        The CTEs of `report_account_ctes`, and `reported_accounts`: those with the most calls, and those whose calls changed most
        or that fell silent, each with its number by size.
    -#}
{{ api_call_volume.report_account_ctes() }},

ranked_accounts as (

    select
        account_id,
        api_calls,
        calls_before,
        row_number() over (order by api_calls desc, all_calls desc, account_id) as account_number,
        row_number() over (order by abs(api_calls - calls_before) desc, account_id) as change_rank,
        row_number() over (order by case when api_calls <= 0 then calls_before else 0 end desc, account_id) as silence_rank
    from compared_accounts

),

reported_accounts as (

    select *
    from ranked_accounts
    where
        account_number <= {{ accounts }}
        or change_rank <= 12
        or silence_rank <= 12

)
{%- endmacro %}
