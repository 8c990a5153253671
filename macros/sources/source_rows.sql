{% macro source_rows(source, hours=none, fields={}) %}
    {#-
        The raw rows of a declared source; with `hours`, only those that were loaded in these hours (see
        load_hours_changed_in_raw):
          record               the log record as a text (see record_text, which needs the format's `fields`). The
                               format `columns` has none
          loaded_at            UTC; null where it is missing or implausible
          is_wanted            whether the source's `where` is true; true if it has none
          is_cancelling        whether the source's `cancelled_when` is true; only where it has one
          raw_identity         the raw columns of `deduplicate_on`, as one text; null where one of
                               them is null or empty
          declared_<column>    each canonical column that the source declares, cast to its type; in the format
                               `columns` all of them, null where the source has none
          raw_<column>         the same before the cast
          declared_has_occurred_at   whether the declared occurred_at is there, readable or not
          declared_has_call_count    whether the declared call_count is there, readable or not
          declared_has_status        whether the declared http_response_status_code is a text that is there, readable or not:
                                     not null, empty, zero or what stands for none (see identifier)
          raw_version          of log records that may be updated (sync_mode upsert), a number that changes when what
                               is read of the row does; else null
          raw_row_key          of rows that are stored (sync_mode truncate_load), what tells one from all others: the
                               hash of the row, and which of the rows with this hash it is; else null
    -#}
    {%- set relation = api_call_volume.declared_relation(source) -%}
    {%- set raw_columns = api_call_volume.raw_columns(relation) -%}
    {%- do api_call_volume.check_source_columns(source, relation, raw_columns) -%}
    {%- set loaded_at = api_call_volume.column_or_expression(raw_columns, source.loaded_at_column) -%}
    {%- set declared = api_call_volume.declared_columns(source, raw_columns) -%}
    {%- set data_types = api_call_volume.source_types(source, relation, raw_columns) -%}
    {%- set identity = [] -%}
    {%- for column in source.deduplicate_on if column not in api_call_volume.api_call_columns() -%}
        {%- do identity.append(api_call_volume.column_or_expression(raw_columns, column)) -%}
    {%- endfor -%}
    {%- set is_versioned = fields and source.sync_mode == 'upsert' -%}
    {%- set versioned = ['record', 'loaded_at', 'is_wanted', 'raw_identity'] -%}
    {%- do versioned.append('is_cancelling') if source.cancelled_when -%}
    {%- for column in declared -%}
        {%- do versioned.append('raw_' ~ column) -%}
    {%- endfor -%}
    {%- set is_stored = source.sync_mode == 'truncate_load' -%}
    {%- if hours is not none or fields or is_stored %}
    select
        *,
        {% if is_versioned -%}
        {{ api_call_volume.row_version(versioned) }}
        {%- else -%}
        cast(null as {{ dbt.type_bigint() }})
        {%- endif %} as raw_version,
        {% if is_stored -%}
        raw_row_hash || '-'
        || cast(row_number() over (partition by raw_row_hash order by raw_row_hash) as {{ dbt.type_string() }})
        {%- else -%}
        cast(null as {{ dbt.type_string() }})
        {%- endif %} as raw_row_key
    from (
    {%- endif %}
    select
        {% if is_stored -%}
        {{ api_call_volume.raw_row_hash(raw_columns) }} as raw_row_hash,
        {% endif -%}
        {% if fields -%}
        {{ api_call_volume.record_text(source, raw_columns, fields, data_types.get('record')) }} as record,
        {% endif -%}
        {{ api_call_volume.plausible_timestamp(
            api_call_volume.as_canonical_type('loaded_at', loaded_at, data_types.get('loaded_at'), source)
        ) }} as loaded_at,
        {% if source.where %}coalesce(({{ source.where }}), false){% else %}true{% endif %} as is_wanted,
        {% if source.cancelled_when -%}
        coalesce(({{ source.cancelled_when }}), false) as is_cancelling,
        {% endif -%}
        {{ api_call_volume.joined_text(identity, complete=true) }} as raw_identity
        {%- for column, expression in declared.items() %},
        {{ expression }} as raw_{{ column }}
        {%- endfor %}
        {%- for column in api_call_volume.declarable_columns() if source.format == 'columns' or column in declared %},
        {{ api_call_volume.as_canonical_type(column, declared.get(column, 'null'), data_types.get(column), source) }} as declared_{{ column }}
        {%- if column == 'occurred_at' %},
        {{ declared.get('occurred_at', 'null') }} is not null as declared_has_occurred_at
        {%- elif column == 'call_count' %},
        nullif({{ api_call_volume.trimmed('cast(' ~ declared.get('call_count', 'null') ~ ' as ' ~ dbt.type_string() ~ ')') }}, '') is not null
            as declared_has_call_count
        {%- elif column == 'http_response_status_code' %},
        {% if column not in declared or api_call_volume.kind_of_number(data_types.get(column)) -%}
        false
        {%- else -%}
        nullif(lower({{ api_call_volume.identifier(
            api_call_volume.trimmed('cast(' ~ declared[column] ~ ' as ' ~ dbt.type_string() ~ ')')
        ) }}), 'nan') is not null
        {%- endif %} as declared_has_status
        {%- endif %}
        {%- endfor %}
    from {{ api_call_volume.relation_as(relation, 'raw_calls') }}
    {%- if hours is not none or fields or is_stored %}
    ) as raw_rows
    where {{ api_call_volume.in_load_hours(source, hours) }}
    {%- endif %}
{%- endmacro %}
