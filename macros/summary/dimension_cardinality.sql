{% macro dimension_cardinality() %}
    {#-
        A query: for each of the call_dimensions, how many values it has, and how many times the rows that
        fct_route_calls_daily would have without it are its rows. None without dimensions.
    -#}
    {% set dimensions = api_call_volume.call_dimensions() %}
    {% set grain = ['date_day', 'account_id', 'integration_id', 'http_request_method', 'http_route', 'http_response_status_code'] %}
    {% set queries = [] %}
    {% for dimension in dimensions %}
        {%- set others = grain + dimensions | reject('equalto', dimension) | list -%}
        {%- set query -%}
        select
            '{{ dimension }}' as dimension_name,
            max(distinct_values) as distinct_values,
            sum(rows_of_mart) as rows_of_mart,
            count(*) as rows_without
        from (
            select
                count(*) as rows_of_mart,
                max(counted.distinct_values) as distinct_values
            from {{ ref('fct_route_calls_daily') }}
            cross join (
                select count(distinct {{ dimension }}) as distinct_values
                from {{ ref('fct_route_calls_daily') }}
            ) as counted
            group by {{ others | join(', ') }}
        ) as without_it
        {%- endset -%}
        {% do queries.append(query) %}
    {% endfor %}
    {{ return((queries | join(' union all ') ~ ' order by 1') if queries else none) }}
{% endmacro %}
