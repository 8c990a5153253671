{% macro holds_several_records(has_lines, first_values=none) %}
    {#-
        A predicate over the text `record`: it holds records in lines, or JSON objects without anything between them. A
        text that is JSON as a whole is one record. Others are split at their line ends
          where each line begins like a JSON object or array;
          of a format that is written as lines (`has_lines`), where the text does not begin like a JSON object;
          of the other formats, where the first line contains an object after something else, such as a time.
        A text that begins like an object, but has other lines, is split between `}` and `{` with a key: JSON puts a comma
        there.
        See one_record_a_line, which splits. `first_values` names a column with first_json_values of the record: where there are any,
        it is JSON, and need not be searched for a second record.
    -#}
    case
        {%- if first_values %}
        when {{ first_values }} is not null then false
        {%- endif %}
        when not (record like '%' || chr(10) || '%' or record like '%}' || chr(123) || '%') then false
        when {{ api_call_volume.is_json('record') }} then false
        else
            {{ api_call_volume.is_split_at_line_ends(has_lines) }}
            or {{ api_call_volume.regexp_matches_text('record', '^[ \\t\\r\\n]*\\{') }}
    end
{%- endmacro %}
