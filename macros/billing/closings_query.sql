{% macro closings_query() %}
    {#-
        A query: the rows of the relation `closings`, typed. No rows where it is not declared.
          account_id, period_start  whose billing period is closed; without an account, that of all accounts
          closed_on                 the first day whose loads are too late for the period
          reopened_on               the first day whose loads belong to the period again; 9999-01-01 where there is none
          billed_calls              what the account was billed for, to be compared; null where the relation does not say
          problem                   why the row does not apply; null where it does
    -#}
    {%- set columns = api_call_volume.closing_columns() -%}
    {%- set text = dbt.type_string() -%}
    {%- set dates = {'period_start': 'period_start', 'closed_at': 'closed_on', 'reopened_at': 'reopened_on'} -%}
    {%- if not columns %}
    select
        cast(null as {{ text }}) as account_id,
        {%- for date in dates.values() %}
        cast(null as {{ api_call_volume.type_date() }}) as {{ date }},
        {%- endfor %}
        cast(null as {{ dbt.type_numeric() }}) as billed_calls,
        cast(null as {{ text }}) as problem
    from (select 1 as one) as nothing
    where 1 = 0
    {%- else %}
    {%- set relation = api_call_volume.declared_relation(api_call_volume.closings_relation()) %}
    {%- set expressions = {} %}
    {%- for column in dates %}
    {%- do expressions.update({column: columns[column]}) %}
    {%- endfor %}
    {%- set data_types = api_call_volume.expression_types(relation, expressions) %}
    select
        account_id,
        period_start,
        closed_on,
        coalesce(reopened_on, cast('9999-01-01' as {{ api_call_volume.type_date() }})) as reopened_on,
        case when quantity between -1e15 and 1e15 then cast(quantity as {{ dbt.type_numeric() }}) end as billed_calls,
        case
            {%- for column, date in dates.items() %}
            when {{ date }} is null and given_{{ column }} is not null then '{{ column }} is not a date'
            when has_time_{{ column }} = 1 then '{{ column }} has a time of day, and a period closes as a day begins'
            {%- endfor %}
            when period_start is null or closed_on is null then 'period_start or closed_at is empty'
            when reopened_on <= closed_on then 'reopened_at is not after closed_at'
            when given_billed_calls is not null and not coalesce(quantity between -1e15 and 1e15, false)
                then 'billed_calls is not a number'
            when billed_calls_of_all = 1 then 'billed_calls needs an account_id'
            when
                max(coalesce(reopened_on, cast('9999-01-01' as {{ api_call_volume.type_date() }}))) over (
                    partition by coalesce(account_id, ''), period_start
                    order by closed_on, reopened_on rows between unbounded preceding and 1 preceding
                ) > closed_on
                then 'an earlier row closes the period, and does not reopen it before'
        end as problem
    from (
        select
            *,
            case when account_id is null and given_billed_calls is not null then 1 else 0 end as billed_calls_of_all
        from (
            select
                nullif(trim(cast({{ columns.account_id }} as {{ text }})), '') as account_id,
                nullif(trim(cast({{ columns.billed_calls }} as {{ text }})), '') as given_billed_calls,
                {{ api_call_volume.number_from_text('cast(' ~ columns.billed_calls ~ ' as ' ~ text ~ ')') }} as quantity,
                {%- for column, date in dates.items() %}
                {{ api_call_volume.date_of_input(columns[column], data_types.get(column)) }} as {{ date }},
                case
                    when
                        {{ api_call_volume.plausible_timestamp(api_call_volume.utc_timestamp(columns[column], data_types.get(column))) }}
                        <> cast({{ api_call_volume.date_of_input(columns[column], data_types.get(column)) }} as {{ api_call_volume.type_utc_timestamp() }})
                        then 1
                    else 0
                end as has_time_{{ column }},
                nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }}{{ ',' if not loop.last }}
                {%- endfor %}
            from {{ api_call_volume.relation_as(relation, 'raw_closings') }}
        ) as read_closings
    ) as given_closings
    {%- endif %}
{%- endmacro %}
