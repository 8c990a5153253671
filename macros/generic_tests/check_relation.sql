{% macro check_relation(test, to) %}
    {#- An argument error where `to` is missing, or a bare name, of which dbt would not know the lineage. -#}
    {% if not to %}
        {% do api_call_volume.argument_error(test, 'to', 'it is missing.', "`to: ref('model')` or `to: source('source', 'table')`.") %}
    {% elif to is string and modules.re.match('^[A-Za-z][A-Za-z0-9_]*$', to) %}
        {% do api_call_volume.argument_error(
            test, 'to', '`' ~ to ~ '` is a name, not a relation.',
            "`to: ref('" ~ to ~ "')`, or `to: source('source', '" ~ to ~ "')`."
        ) %}
    {% endif %}
{% endmacro %}
