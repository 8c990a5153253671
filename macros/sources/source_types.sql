{% macro source_types(source, relation, raw_columns) %}
    {#-
        The data type of what a source declares, as the warehouse names it: that of each canonical column that it gives
        (see declared_columns), of `loaded_at`, and of the `record` where it is a column or an expression. Its `where`, `cancelled_when` and
        `deduplicate_on` are tried in the same query, which reads no rows: see expression_types. Empty where the relation is unknown.
    -#}
    {% set expressions = {'loaded_at': api_call_volume.column_or_expression(raw_columns, source.loaded_at_column)} %}
    {% set settings = {'loaded_at': source.setting ~ '.loaded_at_column'} %}
    {% set record = api_call_volume.declared_record(source, raw_columns) if source.format != 'columns' and raw_columns else none %}
    {% if record %}
        {% do expressions.update({'record': record.sql}) %}
        {% do settings.update({'record': source.setting ~ '.record_column'}) if record.sql.startswith('(') %}
    {% endif %}
    {% if source.where %}
        {% do expressions.update({'is_wanted': 'coalesce((' ~ source.where ~ '), false)'}) %}
        {% do settings.update({'is_wanted': source.setting ~ '.where'}) %}
    {% endif %}
    {% if source.cancelled_when %}
        {% do expressions.update({'is_cancelling': 'coalesce((' ~ source.cancelled_when ~ '), false)'}) %}
        {% do settings.update({'is_cancelling': source.setting ~ '.cancelled_when'}) %}
    {% endif %}
    {% for column in source.deduplicate_on if column not in api_call_volume.api_call_columns() %}
        {% do expressions.update({'identity_' ~ loop.index0: api_call_volume.column_or_expression(raw_columns, column)}) %}
        {% do settings.update({'identity_' ~ loop.index0: source.setting ~ '.deduplicate_on[' ~ source.deduplicate_on.index(column) ~ ']'}) %}
    {% endfor %}
    {% for column, expression in api_call_volume.declared_columns(source, raw_columns).items() %}
        {% do expressions.update({'raw_' ~ column: expression}) %}
        {% if column in source.columns %}
            {% do settings.update({'raw_' ~ column: source.setting ~ '.columns.' ~ column}) %}
        {% endif %}
    {% endfor %}
    {% set types = {} %}
    {% for name, data_type in api_call_volume.expression_types(relation, expressions, settings).items() %}
        {% do types.update({name[4:] if name.startswith('raw_') else name: data_type}) %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}
