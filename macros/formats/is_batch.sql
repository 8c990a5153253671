{% macro is_batch(keys, has_lines, first_values=none) %}
    {#-
        A predicate, never null, over the text `record`: it may hold more than one record. It is a JSON array, or an object
        with one of `keys` (see json_array_elements), which may be in a text inside it, with a backslash before the quotes,
        or a text of several records (see holds_several_records), or it comes from a subscription of CloudWatch Logs,
        which begins with its `messageType` (see without_log_events), or from Loki (see opened_streams). Every raw record is
        asked: staging keeps the answer in a column, so that it is asked once.
    -#}
    coalesce(
        case when record like chr(123) || '"%' then false else ltrim(substr(record, 1, 20)) like '[%' end
        {%- for key in keys %} or record like '%"{{ key }}%'{% endfor %}
        or substr(record, 1, 200) like '%messageType"%'
        or {{ api_call_volume.may_be_streams('record') }}
        or {{ api_call_volume.holds_several_records(has_lines, first_values) }},
        false
    )
{%- endmacro %}
