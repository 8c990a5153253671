{% macro check_local_days_are_built() %}
    {#-
        Raises an error where int_local_day_calls lacks days, and this run does not build it: an account would be billed for
        calls that are not there.
    -#}
    {% set local_day_calls = ref('int_local_day_calls') %}
    {#- For dbt's parser, which sees no time zone. -#}
    {% set depends_on = [ref('int_route_calls')] %}
    {% if api_call_volume.billing_time_zones() and api_call_volume.is_being_built()
        and 'model.api_call_volume.int_local_day_calls' not in selected_resources %}
        {%- set query -%}
            select count(*) as missing_rows
            from (
                {{ api_call_volume.missing_local_days_query(local_day_calls if load_relation(local_day_calls) else none) }}
            ) as missing
        {%- endset -%}
        {% if api_call_volume.result_of(query).rows[0][0] > 0 %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: ' ~ model.name ~ ' is aggregated from int_local_day_calls, which lacks calls of accounts that have '
                ~ 'a time zone, and is not built by this run. Nothing was changed. Build `+' ~ model.name ~ '`.'
            ) }}
        {% endif %}
    {% endif %}
{% endmacro %}
