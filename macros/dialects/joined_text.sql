{% macro joined_text(expressions) %}
    {#-
        Several expressions as one text that is the same only where all of them are the same, nulls
        included (control characters keep the parts apart); null where there are none, or all are null.
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
