{% macro staged_log_records(format, fields, lines=none, absent=none, batch_keys=[], record='element') %}
    {#-
        The staging model of a log format: for each declared source of it, its canonical call events; see
        docs/adding-a-format.md. Called with the mapping as its block, one canonical column a line,
        `<SQL over the fields> as <column>,`. A column that is left out is null. Beside the canonical columns
        the mapping gives
          has_occurred_at   whether the record has a time, readable or not
          url_path          the path as it was requested, where there is no route template
          is_api_call       whether the record is a call at all; left out: it is. What is none is excluded
        Arguments:
          fields      name -> where in the record the field is (see key_path), as a text; null where the
                      record does not have it. Names begin with log_; with secret_ where the value may not
                      be shown, not even of a rejected record
          lines       for formats that are also written as lines: {fields: names in the order of the
                      pattern's groups, pattern: regular expression}. A name may be in both
          absent      what the log writes for a value that is not there, for example `-`
          batch_keys  the keys that lead to the records of a batch, for example ['Records']; a landed array
                      is a batch in any format
          record      SQL over `element`, one record of a batch, for formats that have to be rewritten first
    -#}
    {%- set mapping = caller() | trim -%}
    {%- set record_keys = batch_keys[:1] -%}
    {%- for path in fields.values() -%}
        {%- do record_keys.append(api_call_volume.key_path(path)[0]) -%}
    {%- endfor -%}
    {{ config(
        enabled=api_call_volume.is_declared_format(format),
        unique_key=['source_name', api_call_volume.load_hour()],
        meta={'maps_call_count': api_call_volume.is_mapped(mapping, 'call_count'), 'record_keys': record_keys | unique | list}
    ) }}
    {%- do api_call_volume.table_layout('loaded_at', ['source_name']) -%}
    {%- set mapping = mapping[:-1] if mapping.endswith(',') else mapping -%}
    {%- set record_fields = dict(fields, batch=batch_keys[:1] + ['*']) if batch_keys else fields -%}
    {%- set hours = api_call_volume.load_hours_to_read(format, record_fields) -%}
    {%- set parsed_fields = {} -%}
    {%- for name, path in fields.items() -%}
        {%- do parsed_fields.update({('json_' if lines or absent else '') ~ name: path}) -%}
    {%- endfor -%}
    {%- set line_fields = [] -%}
    {%- for name in lines.fields if lines -%}
        {%- do line_fields.append('line_' ~ name) -%}
    {%- endfor -%}
    {%- set names = fields.keys() | list -%}
    {%- for name in lines.fields if lines and name not in names -%}
        {%- do names.append(name) -%}
    {%- endfor -%}
    {%- set shown = {} -%}
    {%- for name in names if name.startswith('log_') -%}
        {%- do shown.update({(api_call_volume.key_path(fields[name]) | join('.')) if name in fields else name[4:]: name}) -%}
    {%- endfor -%}

{{ api_call_volume.skip_unless_due(hours) }}

    {%- for source in api_call_volume.api_call_sources(format) %}
{{ 'union all' if not loop.first }}

select * from (

    with

    landed as (

        {{ api_call_volume.source_rows(source, hours, record_fields) }}

    ),

    records as (

        {{ api_call_volume.json_array_elements('landed', batch_keys) }}

    ),

    parsed as (

        {{ api_call_volume.json_fields('records', record, parsed_fields) }}

    ),
    {%- if lines %}

    parsed_lines as (

        {{ api_call_volume.line_fields('parsed', lines.pattern, line_fields) }}

    ),
    {%- endif %}

    fields as (

        select
            *
            {%- if lines or absent %}
            {%- for name in names %},
            {{ api_call_volume.present_value(
                (['json_' ~ name] if name in fields else []) + (['line_' ~ name] if 'line_' ~ name in line_fields else []), absent
            ) }} as {{ name }}
            {%- endfor %}
            {%- endif %}
        from {{ 'parsed_lines' if lines else 'parsed' }}

    ),

    api_calls as (

        select
            *,
            {{ mapping }},
            {%- for column in api_call_volume.declarable_columns()
                if not api_call_volume.is_mapped(mapping, column) %}
            cast(null as {{ api_call_volume.canonical_type(column) }}) as {{ column }},
            {%- endfor %}
            {%- if not api_call_volume.is_mapped(mapping, 'is_api_call') %}
            true as is_api_call,
            {%- endif %}
            {% if lines -%}
            case when not record_is_readable and not line_is_readable then 'record_unreadable' end as reject_reason
            {%- else -%}
            case when not record_is_readable then 'record_not_json' end as reject_reason
            {%- endif %}
        from fields
        {{ api_call_volume.evaluated_once() }}

    ),

    {{ api_call_volume.canonical_api_calls(
        source, 'api_calls', shown, record='element',
        raw_row_count='case when element_number = 1 then 1 else 0 end',
        raw_version='case when element_number = 1 then raw_version end'
    ) }}

) as source_{{ loop.index }}
    {%- endfor %}

{{ api_call_volume.emptied_load_hours(hours) }}
{% endmacro %}
