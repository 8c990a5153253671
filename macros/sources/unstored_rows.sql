{% macro unstored_rows(source, is_increment, hours=none, fields={}) %}
    {#-
        The raw rows of a source that a staging model has to read (see source_rows). Of a source with `sync_mode:
        truncate_load`, in an increment, only those that `this` table has not stored yet.
    -#}
    {%- if source.sync_mode == 'truncate_load' and is_increment -%}
    select raw_rows.*
    from (
        {{ api_call_volume.source_rows(source, hours, fields) }}
    ) as raw_rows
    left join (
        select raw_row_key as stored_key
        from {{ this }}
        where source_name = '{{ source.name }}' and raw_row_key is not null
    ) as stored_rows
        on raw_rows.raw_row_key = stored_rows.stored_key
    where stored_rows.stored_key is null
    {%- else -%}
    {{ api_call_volume.source_rows(source, hours, fields) }}
    {%- endif %}
{%- endmacro %}
