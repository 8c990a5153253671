{% macro quotas_query() %}
    {#-
        A query: the rows of the relation `quotas`, typed. No rows where it is not declared.
          account_id, metric, amount, quota_window  what the account may use of `metric` in each window
          valid_from, valid_to                      the days on which the quota applies, without the last; where two rows
                                                    overlap, the one that begins later applies from its start on
          is_cut_short                              whether valid_to was moved for that reason
          problem                                   why the row does not apply at all; null where it does
    -#}
    {%- set columns = api_call_volume.quota_columns() -%}
    {%- set text = dbt.type_string() -%}
    {%- set relation = api_call_volume.declared_relation(api_call_volume.quotas_relation()) if columns else none -%}
    {%- set data_types = api_call_volume.expression_types(
        relation, {'valid_from': columns.valid_from, 'valid_to': columns.valid_to}
    ) if columns else {} -%}
    {%- set metrics = ['calls'] + api_call_volume.call_measures() -%}
    {%- set key = ['account_id', 'metric', 'quota_window'] -%}
    {%- set dates = {'valid_from': 'starts_on', 'valid_to': 'ends_on'} -%}
    select
        {{ key | join(',\n        ') }},
        amount,
        valid_from,
        case when next_valid_from < valid_to then next_valid_from else valid_to end as valid_to,
        coalesce(next_valid_from < valid_to, false) as is_cut_short,
        problem
    from (
        select
            *,
            -- of two rows with the same start, the smaller amount
            case
                when problem is null
                    then lead(valid_from) over (partition by problem, {{ key | join(', ') }} order by valid_from, amount desc, valid_to)
            end as next_valid_from
        from (
            select
                {{ key | join(',\n                ') }},
                case when quantity between 0 and 1e15 then cast(quantity as {{ dbt.type_numeric() }}) end as amount,
                coalesce(starts_on, cast('1900-01-01' as {{ api_call_volume.type_date() }})) as valid_from,
                coalesce(ends_on, cast('9999-01-01' as {{ api_call_volume.type_date() }})) as valid_to,
                case
                    when account_id is null then 'account_id is empty'
                    when coalesce(metric, '') not in ('{{ metrics | join("', '") }}')
                        then 'metric is none of {{ metrics | join(", ") }}'
                    when quota_window is null or quota_window not in ('calendar month', 'billing period', 'day')
                        then 'window is not calendar month, billing period or day'
                    when quantity is null or quantity not between 0 and 1e15 then 'amount is not a number from 0 to 10^15'
                    {%- for column, date in dates.items() %}
                    when {{ date }} is null and given_{{ column }} is not null then '{{ column }} is not a date'
                    {%- endfor %}
                    when starts_on >= ends_on then 'valid_to is not after valid_from'
                end as problem
            from (
                select
                    {%- if columns %}
                    nullif(trim(cast({{ columns.account_id }} as {{ text }})), '') as account_id,
                    lower(trim(cast({{ columns.metric }} as {{ text }}))) as metric,
                    lower(trim(cast({{ columns.window }} as {{ text }}))) as quota_window,
                    {%- for column, date in dates.items() %}
                    {{ api_call_volume.date_of_input(columns[column], data_types.get(column)) }} as {{ date }},
                    nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }},
                    {%- endfor %}
                    {{ api_call_volume.number_from_text('cast(' ~ columns.amount ~ ' as ' ~ text ~ ')') }} as quantity
                from {{ api_call_volume.relation_as(relation, 'raw_quotas') }}
                    {%- else %}
                    {%- for column in key + ['given_valid_from', 'given_valid_to'] %}
                    cast(null as {{ text }}) as {{ column }},
                    {%- endfor %}
                    cast(null as {{ api_call_volume.type_date() }}) as starts_on,
                    cast(null as {{ api_call_volume.type_date() }}) as ends_on,
                    cast(null as {{ api_call_volume.type_double() }}) as quantity
                from (select 1 as one) as nothing
                where 1 = 0
                    {%- endif %}
            ) as read_quotas
        ) as judged_quotas
    ) as successive_quotas
{%- endmacro %}
