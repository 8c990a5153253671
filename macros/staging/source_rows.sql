{% macro source_rows(format) %}
    {#-
        The raw rows of the declared sources of a format, one source under the other:
          source_name
          loaded_at            UTC
          is_wanted            the source's `where` holds, or it has none
          raw_identity         those columns of `deduplicate_on` that are raw columns, as one text
          record               the landed log record; of a tabular source, the row as JSON
          declared_<column>    for each canonical column that one of these sources gives by itself,
                               typed; null in a source that does not
          declared_has_occurred_at   whether the source's occurred_at was there, readable or not
    -#}
    {%- set declared_columns = api_call_volume.declared_columns(format) -%}
    {%- for source in api_call_volume.api_call_sources(format) -%}
    {%- set relation = api_call_volume.declared_relation(source) -%}
    {%- set raw_columns = api_call_volume.raw_columns(relation) -%}
    {%- do api_call_volume.check_source_columns(source, relation, raw_columns) -%}
    {%- set expressions = api_call_volume.declared_expressions(source, raw_columns) -%}
    {%- set data_types = api_call_volume.expression_types(relation, expressions) -%}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        {{ api_call_volume.as_canonical_type('loaded_at', expressions.loaded_at, data_types.get('loaded_at')) }} as loaded_at,
        {% if source.where %}coalesce(({{ source.where }}), false){% else %}true{% endif %} as is_wanted,
        {{ api_call_volume.joined_text(source.deduplicate_on | reject('in', api_call_volume.api_call_columns()) | list) }} as raw_identity,
        {% for column in declared_columns -%}
        {{ api_call_volume.as_canonical_type(column, expressions.get(column, 'null'), data_types.get(column)) }} as declared_{{ column }},
        {% endfor -%}
        {% if 'occurred_at' in declared_columns -%}
        {{ expressions.get('occurred_at', 'null') }} is not null as declared_has_occurred_at,
        {% endif -%}
        {% if format == 'columns' -%}
        {{ api_call_volume.row_to_json('raw_calls') }} as record
        {%- else -%}
        cast({{ raw_columns.get(source.record_column | lower, source.record_column) }} as {{ dbt.type_string() }}) as record
        {%- endif %}
    from {{ relation }} as raw_calls
    {%- if not loop.last %}

    union all

    {% endif -%}
    {%- endfor %}
{% endmacro %}
