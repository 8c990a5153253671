{% macro rows_marked_as_deleted() %}
    {#-
        The rows of a promise: how many rows of a source are marked as deleted and not left out by its `where`, by source and
        mark (see deletion_marks), unless its `cancelled_when` names the mark.
    -#}
    {%- set text_type = dbt.type_string() %}
    {%- set queries = [] %}
    {%- for source in api_call_volume.api_call_sources() %}
        {%- set relation = api_call_volume.declared_relation(source) %}
        {%- set columns = api_call_volume.raw_columns(relation) %}
        {%- set conditions = ((source.where or '') ~ ' ' ~ (source.cancelled_when or '')) | lower %}
        {%- for name, condition in api_call_volume.deletion_marks().items() if name in columns and name not in conditions %}
            {%- set query %}
    select
        cast('{{ source.name }}' as {{ text_type }}) as source_name,
        cast('{{ name }}' as {{ text_type }}) as marked_in,
        cast({{ api_call_volume.text_literal(condition) }} as {{ text_type }}) as kept_where,
        count(*) as rows_deleted
    from {{ api_call_volume.relation_as(relation, 'raw_calls') }}
    where
        lower(cast({{ columns[name] }} as {{ text_type }})) not in ('false', 'f', '0', 'no', 'n', '')
        {%- if source.where %}
        and ({{ source.where }})
        {%- endif %}
            {%- endset %}
            {%- do queries.append(query) %}
        {%- endfor %}
    {%- endfor %}
    with

    deleted_rows as (
        {{ queries | join('\n    union all\n') or api_call_volume.literal_rows([], {
            'source_name': text_type, 'marked_in': text_type, 'kept_where': text_type, 'rows_deleted': dbt.type_bigint()
        }) }}
    )

    select
        *,
        {{ api_call_volume.promise_columns(
            'Source [source_name]: [rows_deleted] of its rows are marked as deleted in [marked_in], and count.',
            'If they should not count, add this to `where` in the entry of [source_name] in api_call_sources: [kept_where]. Then run '
            ~ api_call_volume.build_command(full_refresh=true) ~ '. If their source deletes old rows, nothing: the calls were made.'
        ) }}
    from deleted_rows
    where rows_deleted > 0
{%- endmacro %}
