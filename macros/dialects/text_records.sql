{% macro text_records(relation, lines) %}
    {#-
        The rows of `relation` (a CTE with a text column `record`) whose column is_batch is true, with two more columns:
        `text_record`, the record itself, and `text_record_number`, 1. Where `lines`, SQL over the record, is not null,
        one row for each line of that text.
    -#}
    {{ return(adapter.dispatch('text_records', 'api_call_volume')(relation, lines)) }}
{% endmacro %}

{% macro default__text_records(relation, lines) %}
    {{ return(api_call_volume.not_supported('text_records')) }}
{% endmacro %}

{% macro duckdb__text_records(relation, lines) %}
    select
        * exclude (text_records),
        unnest(text_records) as text_record,
        generate_subscripts(text_records, 1) as text_record_number
    from (
        select
            *,
            coalesce(string_split({{ lines }}, chr(10)), [record]) as text_records
        from {{ relation }}
        where is_batch
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__text_records(relation, lines) %}
    select
        {{ relation }}.*,
        coalesce(lines.text_record, {{ relation }}.record) as text_record,
        coalesce(lines.text_record_number, 1) as text_record_number
    from {{ relation }}
    left join lateral
        unnest(string_to_array({{ lines }}, chr(10))) with ordinality as lines (text_record, text_record_number)
        on true
    where is_batch
{% endmacro %}

{% macro spark__text_records(relation, lines) %}
    select
        texts.* except (text_records),
        exploded.text_record,
        exploded.position + 1 as text_record_number
    from (
        select
            *,
            coalesce(split({{ lines }}, '\\n'), array(record)) as text_records
        from {{ relation }}
        where is_batch
    ) as texts
    lateral view posexplode(text_records) exploded as position, text_record
{% endmacro %}

{% macro snowflake__text_records(relation, lines) %}
    select
        {{ relation }}.* exclude (text_records),
        cast(parsed.value as text) as text_record,
        parsed.index + 1 as text_record_number
    from (
        select
            *,
            coalesce(split({{ lines }}, chr(10)), array_construct(record)) as text_records
        from {{ relation }}
        where is_batch
    ) as {{ relation }},
        lateral flatten(input => {{ relation }}.text_records, outer => true) as parsed
{% endmacro %}

{% macro bigquery__text_records(relation, lines) %}
    select
        {{ relation }}.* except (text_records),
        parsed as text_record,
        parsed_offset + 1 as text_record_number
    from (
        select
            *,
            coalesce(split({{ lines }}, chr(10)), [record]) as text_records
        from {{ relation }}
        where is_batch
    ) as {{ relation }}
    left join unnest({{ relation }}.text_records) as parsed with offset as parsed_offset
{% endmacro %}

{% macro redshift__text_records(relation, lines) %}
    select
        {{ relation }}.*,
        cast(parsed as varchar(65535)) as text_record,
        parsed_offset + 1 as text_record_number
    exclude text_records
    from (
        select
            *,
            split_to_array(coalesce({{ lines }}, replace(record, chr(10), ' ')), chr(10)) as text_records
        from {{ relation }}
        where is_batch
    ) as {{ relation }}
    left join {{ relation }}.text_records as parsed at parsed_offset on true
{% endmacro %}

{% macro trino__text_records(relation, lines) %}
    select
        {{ relation }}.*,
        parsed.text_record,
        parsed.text_record_number
    from {{ relation }}
    cross join unnest(coalesce(split({{ lines }}, chr(10)), array[record])) with ordinality as parsed (text_record, text_record_number)
    where is_batch
{% endmacro %}

{% macro clickhouse__text_records(relation, lines) %}
    select
        texts.* except (text_records, text_record_numbers),
        text_record,
        text_record_number
    from (
        select
            *,
            if({{ lines }} is null, [record], arrayMap(x -> toNullable(x), splitByChar(char(10), ifNull({{ lines }}, '')))) as text_records,
            arrayEnumerate(text_records) as text_record_numbers
        from {{ relation }}
        where is_batch
    ) as texts
    array join
        text_records as text_record,
        text_record_numbers as text_record_number
{% endmacro %}
