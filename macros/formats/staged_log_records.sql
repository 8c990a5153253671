{% macro staged_log_records(format, fields, lines=none, absent=none, batch_keys=[], batch_spellings={}, record='element') %}
    {#-
        The staging model of a log format: the canonical call events of each of its declared sources (see
        docs/adding-a-format.md). Its block is the mapping, one canonical column per line:
        `<SQL over the fields> as <column>,`. A column that is left out is null. The mapping has more columns:
          has_occurred_at   whether the record has a time, readable or not
          has_call_count    where call_count is mapped: whether the record has a count, readable or not
          url_path          the path as requested, where there is no route template
          is_api_call       whether the record is a call: other records are excluded. If left out, all are
          is_of_format      whether the record has the mark of the format, never null: other records are rejected, and
                            not excluded. For formats that leave records out, which would take any record for such a one.
                            If left out, a record is of the format unless it has only keys of wrapper_keys, such as `time`,
                            and its source does not declare `columns`
        Arguments:
          fields      name -> path in the record (see key_path). Each field is a text, null where the record does not
                      have it. Names start with log_; with secret_ where the value must not be shown, not even in a
                      rejected record
          lines       for formats that are also written as lines: {fields: names in the order of the pattern's groups,
                      pattern: regular expression}, such as line_regexp returns. A name may be in `fields`, too. Without
                      a pattern, that of each source (see declared_line), which may have some of these names. Lines that
                      begin with its `comment` are excluded
          absent      what the log writes for a missing value, for example `-`
          batch_keys  the keys that lead to the records of a batch, for example ['Records']. A JSON array is a batch in
                      every format
          batch_spellings  other names of `batch_keys`, as producers spell them: key -> list of names
          record      SQL over `element`, one record of a batch, for records that have to be rewritten first
    -#}
    {%- set mapping = caller() | trim -%}
    {%- set mapping = mapping[:-1] if mapping.endswith(',') else mapping -%}
    {%- set mapped_columns = [] -%}
    {%- for column in api_call_volume.declarable_columns() + ['is_api_call', 'is_of_format', 'has_call_count'] if (' as ' ~ column ~ ',') in mapping ~ ',' -%}
        {%- do mapped_columns.append(column) -%}
    {%- endfor -%}
    {%- set record_keys = batch_keys[:1] -%}
    {%- set first_batch_keys = batch_keys[:1] + batch_spellings.get(batch_keys[0], []) if batch_keys else [] -%}
    {%- for path in fields.values() -%}
        {%- do record_keys.append(api_call_volume.key_path(path)[0]) -%}
    {%- endfor -%}
    {%- set payloads = api_call_volume.wrapper_fields(record_keys) -%}
    {%- set landed_keys = record_keys + [] -%}
    {%- for path in payloads -%}
        {%- do landed_keys.append(api_call_volume.key_path(path)[0]) -%}
    {%- endfor -%}
    {{ config(
        enabled=format in api_call_volume.declared_formats(),
        unique_key=['source_name', api_call_volume.load_hour()],
        meta={'maps_call_count': 'call_count' in mapped_columns, 'record_keys': landed_keys | unique | list}
    ) }}
    {%- do api_call_volume.table_layout('loaded_at', ['source_name']) -%}
    {%- set record_fields = dict(fields, batch=batch_keys[:1] + ['*']) if batch_keys else dict(fields) -%}
    {%- for path in payloads -%}
        {%- do record_fields.update({'wrapper_' ~ loop.index: path}) -%}
    {%- endfor -%}
    {%- set sources = api_call_volume.api_call_sources(format) -%}
    {%- set hours = api_call_volume.load_hours_changed_in_raw(sources, record_fields) -%}
    {%- set parsed_fields = {} -%}
    {%- for name, path in fields.items() -%}
        {%- do parsed_fields.update({'json_' ~ name: path}) -%}
    {%- endfor -%}
    {%- set marks = [] -%}
    {%- set common = [] -%}
    {%- for name, path in parsed_fields.items() -%}
        {%- do (common if api_call_volume.key_path(path)[0] in api_call_volume.wrapper_keys() else marks).append(name) -%}
    {%- endfor -%}
    {%- set names = fields.keys() | list -%}
    {%- for name in lines.fields if lines and name not in names -%}
        {%- do names.append(name) -%}
    {%- endfor -%}
    {%- set shown = {} -%}
    {%- for name in names if name.startswith('log_') -%}
        {%- do shown.update({(api_call_volume.key_path(fields[name]) | join('.')) if name in fields else name[4:]: name}) -%}
    {%- endfor -%}
    {%- set first_values = api_call_volume.first_json_values('record', parsed_fields) if fields and not lines and record == 'element' %}
    {%- set is_first = 'text_record_number = 1 and element_number = 1' %}

{{ api_call_volume.skip_unless_due(hours) }}

    {%- if api_call_volume.is_being_built() %}
        {%- do api_call_volume.allow_deep_queries() %}
    {%- endif %}

    {%- for source in api_call_volume.policies_of_all(sources) %}
        {%- set line = lines if not lines or lines.pattern else api_call_volume.declared_line(source) %}
        {%- set is_comment = "(coalesce(opened_text, element) like '" ~ line.comment ~ "%')" if line and line.comment %}
        {%- set line_fields = [] %}
        {%- for name in line.fields if line %}
            {%- do line_fields.append('line_' ~ name) %}
        {%- endfor %}
{{ 'union all' if not loop.first }}

select * from (

    with

    raw_rows as (

        select
            *,
            {{ api_call_volume.is_batch(first_batch_keys, lines is not none, 'first_values' if first_values else none) }} as is_batch
        from (
            {%- if first_values %}
            select
                *,
                {{ first_values }} as first_values
            from (
            {%- endif %}
            {{ api_call_volume.unstored_rows(source, hours is not none, hours, record_fields) }}
            {{ ') as unread_rows' if first_values }}
        ) as unstored_rows

    ),

    texts as (

        {{ api_call_volume.text_records('raw_rows', api_call_volume.one_record_a_line(lines is not none)) }}

    ),
    {%- set batch_text = api_call_volume.opened_streams('text_record', api_call_volume.without_log_events('text_record')) %}
    {%- if batch_keys %}

    unwrapped_once as (

        select
            *,
            {{ api_call_volume.unwrapped_batch('text_record', first_batch_keys, payloads) }} as unwrapped_once
        from texts
        {{ api_call_volume.evaluated_once() }}

    ),

    unwrapped_texts as (

        select
            *,
            {{ api_call_volume.unwrapped_batch('unwrapped_once', first_batch_keys, payloads) }} as unwrapped_text
        from unwrapped_once
        {{ api_call_volume.evaluated_once() }}

    ),
    {%- set batch_text -%}
    case when {{ api_call_volume.begins_a_batch('unwrapped_text', first_batch_keys) }} then unwrapped_text else {{ batch_text }} end
    {%- endset %}
    {%- endif %}

    batches as (

        select
            *,
            {{ api_call_volume.with_batch_keys(batch_text, batch_spellings) }} as batch_text
        from {{ 'unwrapped_texts' if batch_keys else 'texts' }}

    ),

    records as (

        {{ api_call_volume.json_array_elements('raw_rows', 'batches', batch_keys) }}

    ),
    {%- if fields %}

    parsed as (

        {{ api_call_volume.json_fields('records', record, parsed_fields, first_values='first_values' if first_values else none) }}

    ),
    {%- endif %}
    {%- if lines %}

    parsed_lines as (

        {{ api_call_volume.line_fields('parsed' if fields else 'records', line.pattern, line_fields) }}

    ),
    {%- endif %}

    {{ api_call_volume.opened_records('parsed_lines' if lines else 'parsed', parsed_fields, record, line, marks, record_keys) }},

    fields as (

        select
            *
            {%- for name in names %}
            {%- set values = (['json_' ~ name] if name in fields else []) + (['line_' ~ name] if 'line_' ~ name in line_fields else []) %}
            {%- set value = 'coalesce(' ~ values | join(', ') ~ ')' if values | length > 1 else values[0] %}
            {%- set opened = 'coalesce(opened_' ~ values | join(', opened_') ~ ')' if values | length > 1 else 'opened_' ~ values[0] %}
            {%- set value = 'coalesce(' ~ value ~ ', ' ~ opened ~ ')' if values | length == 1 and values[0] in marks
                else 'case when is_opened then ' ~ opened ~ ' else ' ~ value ~ ' end' if values
                else 'cast(null as ' ~ dbt.type_string() ~ ')' %},
            {{ "nullif(" ~ value ~ ", '" ~ absent ~ "')" if absent else value }} as {{ name }}
            {%- endfor %}
        from opened
        {{ api_call_volume.evaluated_once() }}

    ),

    api_calls as (

        select
            *,
            {{ mapping }},
            {%- for column in api_call_volume.declarable_columns() if column not in mapped_columns %}
            {%- set data_type = api_call_volume.type_double() if column in api_call_volume.numeric_columns() else dbt.type_string() %}
            cast(null as {{ api_call_volume.type_utc_timestamp() if column == 'occurred_at' else data_type }}) as {{ column }},
            {%- endfor %}
            {%- if 'is_api_call' not in mapped_columns %}
            {{ 'not coalesce(' ~ is_comment ~ ', false)' if is_comment else 'true' }} as is_api_call,
            {%- endif %}
            {%- if 'is_of_format' in mapped_columns %}
            -- a batch without records is itself the element
            (trim(element) = '[]'{% if batch_keys %} or element like '%"{{ batch_keys[0] }}"%'{% endif %}) as is_empty_batch,
            {%- else %}
            true as is_of_format,
            false as is_empty_batch,
            {%- endif %}
            {%- if 'has_call_count' not in mapped_columns %}
            false as has_call_count,
            {%- endif %}
            case
                when is_opened then null
                {%- if 'is_of_format' not in mapped_columns %}
                when has_payload{{ ' and not coalesce(' ~ is_comment ~ ', false)' if is_comment }} then 'record_not_of_this_format'
                {%- if common and marks and not source.columns %}
                -- a time, and nothing of the format: what another program logs
                when {{ api_call_volume.any_is_there(common) }} and not ({{ api_call_volume.any_is_there(marks) }})
                    {{- ' and not coalesce(' ~ is_comment ~ ', false)' if is_comment }}
                    then 'record_not_of_this_format'
                {%- endif %}
                {%- endif %}
                {%- if lines %}
                when not {{ 'record_is_readable and not ' if fields }}line_is_readable{{ ' and not coalesce(' ~ is_comment ~ ', false)' if is_comment }}
                    then 'record_unreadable'
                {%- else %}
                when not record_is_readable then 'record_not_json'
                {%- endif %}
            end as reject_reason
        from fields
        {{ api_call_volume.evaluated_once() }}

    ),

    {{ api_call_volume.canonical_api_calls(
        source, 'api_calls', shown, record='element',
        raw_row_count='case when ' ~ is_first ~ ' then 1 else 0 end',
        raw_version='case when ' ~ is_first ~ ' then raw_version end',
        raw_row_key='case when ' ~ is_first ~ ' then raw_row_key end'
    ) }}

) as source_{{ loop.index }}
    {%- endfor %}

{{ api_call_volume.emptied_load_hours(hours) }}

{{ api_call_volume.stored_calls(sources, hours) }}
{% endmacro %}
