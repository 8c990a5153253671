{% macro number_from_text(expression) %}
    {#-
        The text as a number (8-byte float); null where it is not one. Every warehouse reads the same texts: those of
        number_pattern, with blanks around them or not.
    -#}
    {{ return(adapter.dispatch('number_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{#- All texts of this form are finite 8-byte floats, so that no cast of one fails: digits and exponents are bounded. -#}
{% macro number_pattern() %}
    {{ return('^[-+]?([0-9]{1,38}([.][0-9]{0,38})?|[.][0-9]{1,38})([eE][-+]?[0-9]{1,2})?$') }}
{% endmacro %}

{% macro default__number_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.number_pattern()) }}
            then cast({{ text }} as {{ api_call_volume.type_double() }})
    end
{% endmacro %}

{#-
    Most texts are whole numbers without a plus or zeros before them: as a number and back, they are the same text. A cast
    reads the other short texts like the pattern, which takes several times as long, except that it also reads some with a
    plus, an underscore or other white space, and larger exponents: only texts with these are matched.
-#}
{% macro duckdb__number_from_text(expression) %}
    case
        when cast(try_cast({{ expression }} as bigint) as varchar) = {{ expression }}
            then cast(try_cast({{ expression }} as bigint) as double)
        when
            length({{ expression }}) > 38
            {%- for character in ["'_'", "'+'", "'e'", "'E'", 'chr(9)', 'chr(10)', 'chr(11)', 'chr(12)', 'chr(13)'] %}
            or contains({{ expression }}, {{ character }})
            {%- endfor %}
            then {{ api_call_volume.default__number_from_text(expression) }}
        when isfinite(try_cast({{ expression }} as double)) then try_cast({{ expression }} as double)
    end
{% endmacro %}

{% macro clickhouse__number_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.number_pattern()) }} then toFloat64OrNull({{ text }})
    end
{% endmacro %}
