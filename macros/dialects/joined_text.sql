{% macro joined_text(expressions) %}
    {#-
        Several expressions as one text. Two texts are equal only if all their expressions are, nulls included
        (control characters separate the parts). Null where there are no expressions, or all of them are null.
    -#}
    {% set text_type = dbt.type_string() %}
    {% set texts = [] %}
    {% set parts = [] %}
    {% for expression in expressions %}
        {% do texts.append('cast(' ~ expression ~ ' as ' ~ text_type ~ ')') %}
        {% do parts.append("coalesce(" ~ texts[-1] ~ ", '\x1e')") %}
    {% endfor %}
    {% if not parts %}
        {{ return('cast(null as ' ~ text_type ~ ')') }}
    {% endif %}
    {{ return(
        'case when ' ~ texts | join(' is not null or ') ~ ' is not null then ' ~ parts | join(" || '\x1f' || ") ~ ' end'
    ) }}
{% endmacro %}
