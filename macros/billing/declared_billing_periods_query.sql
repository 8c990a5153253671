{% macro declared_billing_periods_query() %}
    {#-
        A query: the rows of the relation `billing_periods`, typed. No rows where it is not declared.
          account_id, plan          the account, and the plan by which its rates are found; null where it has none
          billing_day               1 to 31; null where the relation has periods
          period_start, period_end  a period, without its last day; null where the relation has billing days
          started_on, ended_on      the days on which the account is billed even if it does not call, without the last
          time_zone, time_zone_from by whose days the account is billed, and for calls from which day of reporting_timezone on:
                                    only where the relation has one of these columns
          problem                   why the row does not apply; null where it does
    -#}
    {%- set columns = api_call_volume.billing_period_columns() -%}
    {%- set text = dbt.type_string() -%}
    {%- set known_time_zones = [api_call_volume.reporting_timezone()] + api_call_volume.billing_time_zones() -%}
    {%- set has_periods = 'period_start' in columns -%}
    {%- set has_time_zones = columns and not columns.time_zone == columns.time_zone_from == 'null' -%}
    {%- set zone_dates = ['time_zone_from'] if has_time_zones else [] -%}
    {%- set dates = (['period_start', 'period_end'] if has_periods else ['started_on', 'ended_on']) + zone_dates -%}
    {%- if not columns %}
    select
        cast(null as {{ text }}) as account_id,
        cast(null as {{ text }}) as plan,
        cast(null as {{ dbt.type_int() }}) as billing_day,
        {%- for column in ['period_start', 'period_end', 'started_on', 'ended_on'] %}
        cast(null as {{ api_call_volume.type_date() }}) as {{ column }},
        {%- endfor %}
        cast(null as {{ text }}) as problem
    from (select 1 as one) as nothing
    where 1 = 0
    {%- else %}
    {%- set relation = api_call_volume.declared_relation(api_call_volume.billing_periods_relation()) %}
    {%- set expressions = {} %}
    {%- for column in dates %}
    {%- do expressions.update({column: columns[column]}) %}
    {%- endfor %}
    {%- set data_types = api_call_volume.expression_types(relation, expressions) %}
    select
        account_id,
        plan,
        {%- if has_periods %}
        cast(null as {{ dbt.type_int() }}) as billing_day,
        period_start,
        period_end,
        cast(null as {{ api_call_volume.type_date() }}) as started_on,
        cast(null as {{ api_call_volume.type_date() }}) as ended_on,
        {%- else %}
        cast(case when day_of_month between 1 and 31 then day_of_month else 1 end as {{ dbt.type_int() }}) as billing_day,
        cast(null as {{ api_call_volume.type_date() }}) as period_start,
        cast(null as {{ api_call_volume.type_date() }}) as period_end,
        started_on,
        ended_on,
        {%- endif %}
        {%- if has_time_zones %}
        time_zone,
        coalesce(time_zone_from, cast('1900-01-01' as {{ api_call_volume.type_date() }})) as time_zone_from,
        {%- endif %}
        case
            when account_id is null then 'account_id is empty'
            {%- for column in dates %}
            when {{ column }} is null and given_{{ column }} is not null then '{{ column }} is not a date'
            {%- endfor %}
            {%- if has_time_zones %}
            when time_zone not in ('{{ known_time_zones | join("', '") }}')
                then {{ dbt.concat(["'time_zone '", 'time_zone', "' is not a time zone that " ~ target.type ~ " knows'"]) }}
            when time_zone is null and time_zone_from is not null then 'time_zone_from has no time_zone'
            {%- endif %}
            {%- if has_periods %}
            when period_start is null or period_end is null then 'period_start or period_end is empty'
            when period_start >= period_end then 'period_end is not after period_start'
            when
                max(period_end) over (
                    partition by account_id order by period_start, period_end rows between unbounded preceding and 1 preceding
                ) > period_start
                then 'it begins before another period of the account has ended'
            {%- for column in ['time_zone', 'time_zone_from'] if has_time_zones %}
            {%- set given = "coalesce(given_" ~ column ~ ", '')" %}
            when min({{ given }}) over (partition by account_id) <> max({{ given }}) over (partition by account_id)
                then 'the rows of the account have more than one {{ column }}'
            {%- endfor %}
            {%- else %}
            when
                given_billing_day is not null
                and not coalesce(day_of_month between 1 and 31 and floor(day_of_month) = day_of_month, false)
                then 'billing_day is not a whole number from 1 to 31'
            when count(*) over (partition by account_id) > 1 then 'the account has another row'
            when started_on >= ended_on then 'ended_on is not after started_on'
            {%- endif %}
        end as problem
    from (
        select
            nullif(trim(cast({{ columns.account_id }} as {{ text }})), '') as account_id,
            nullif(trim(cast({{ columns.plan }} as {{ text }})), '') as plan,
            {%- if not has_periods %}
            nullif(trim(cast({{ columns.billing_day }} as {{ text }})), '') as given_billing_day,
            {{ api_call_volume.number_from_text('cast(' ~ columns.billing_day ~ ' as ' ~ text ~ ')') }} as day_of_month,
            {%- endif %}
            {%- if has_time_zones %}
            nullif(trim(cast({{ columns.time_zone }} as {{ text }})), '') as time_zone,
            nullif(trim(cast({{ columns.time_zone }} as {{ text }})), '') as given_time_zone,
            {%- endif %}
            {%- for column in dates %}
            {{ api_call_volume.date_of_input(columns[column], data_types.get(column)) }} as {{ column }},
            nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ api_call_volume.relation_as(relation, 'raw_periods') }}
    ) as read_periods
    {%- endif %}
{%- endmacro %}
