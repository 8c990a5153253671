{% macro integer_from_text(expression) %}
    {#-
        The text as a whole number (a bigint, exact to its last digit); null where it is not one, or is not within
        9 x 10^18. Every warehouse reads the same texts.
    -#}
    {{ return(adapter.dispatch('integer_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro integer_pattern() %}
    {{ return('^[-+]?([0-9]{1,18}|[0-8][0-9]{18})$') }}
{% endmacro %}

{% macro default__integer_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.integer_pattern()) }}
            then cast({{ text }} as {{ dbt.type_bigint() }})
    end
{% endmacro %}

{% macro clickhouse__integer_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.integer_pattern()) }} then toInt64OrNull({{ text }})
    end
{% endmacro %}
