{% macro opened_records(relation, fields, record, lines, marks, record_keys) %}
    {#-
        CTEs, the last of which is `opened`: the rows of `relation`, which has a text `element` and what was read of it, with
        what is read of the record that a shipper wrapped into it. Only elements that are not of the format are opened, so
        those that are not wrapped cost next to nothing. A wrapper may be in another one: an object in a line, or a line
        in an object.
          opened_<name>         each of `fields` (name -> path), and of the groups of `lines`, of the wrapped record
          is_opened             whether that is a record of the format
          has_payload           whether the element is a wrapper, whatever is in it
        `marks` are those of `fields` that tell a record of the format, `record` and `lines` those of staged_log_records.
    -#}
    {%- set payloads = api_call_volume.wrapper_fields(record_keys) -%}
    {%- set marked = [] -%}
    {%- for name in marks -%}
        {%- do marked.append(fields[name]) -%}
    {%- endfor -%}
    {%- set opened_fields = {} -%}
    {%- for name, path in fields.items() -%}
        {%- do opened_fields.update({'opened_' ~ name: path}) -%}
    {%- endfor -%}
    {%- set opened_line_fields = [] -%}
    {%- for name in lines.fields if lines -%}
        {%- do opened_line_fields.append('opened_line_' ~ name) -%}
    {%- endfor %}

    wrapped as (

        select
            *,
            case
                {%- if marks %}
                when {{ api_call_volume.any_is_there(marks) }} then null
                {%- endif %}
                {%- if lines %}
                when line_is_readable then null
                {%- endif %}
                else {{ api_call_volume.without_prefix('element') }}
            end as wrapped_text
        from {{ relation }}
        {{ api_call_volume.evaluated_once() }}

    ),

    outer_payloads as (

        {{ api_call_volume.json_payload('wrapped', 'wrapped_text', payloads, marked, 'outer') }}

    ),

    inner_texts as (

        select
            *,
            case when not outer_is_marked then {{ api_call_volume.without_prefix('outer_text', lines.pattern) }} end as inner_wrapped_text
        from outer_payloads
        {{ api_call_volume.evaluated_once() }}

    ),

    inner_payloads as (

        {{ api_call_volume.json_payload('inner_texts', 'inner_wrapped_text', payloads, marked, 'inner') }}

    ),

    opened_texts as (

        select
            *,
            coalesce(
                case when not inner_is_marked then {{ api_call_volume.without_prefix('inner_text', lines.pattern) }} end,
                inner_wrapped_text,
                case when wrapped_text <> element then wrapped_text end
            ) as opened_text,
            inner_wrapped_text is not null as has_payload
        from inner_payloads
        {{ api_call_volume.evaluated_once() }}

    ),
    {%- if fields %}

    opened_json as (

        {{ api_call_volume.json_fields(
            'opened_texts', modules.re.sub('\\belement\\b', 'opened_text', record), opened_fields, 'opened_is_json'
        ) }}

    ),
    {%- endif %}
    {%- if lines %}

    opened_lines as (

        {{ api_call_volume.line_fields(
            'opened_json' if fields else 'opened_texts', lines.pattern, opened_line_fields, 'opened_text', 'opened_line_is_readable'
        ) }}

    ),
    {%- endif %}

    opened as (

        select
            *,
            {{ api_call_volume.any_is_there(marks, 'opened_') if marks }}
            {{- ' or ' if marks and lines }}{{ 'opened_line_is_readable' if lines }} as is_opened
        from {{ 'opened_lines' if lines else 'opened_json' }}
        {{ api_call_volume.evaluated_once() }}

    )
{%- endmacro %}
