{% macro check_raw_is_whole(load_dates) %}
    {#- Raises an error where raw has fewer rows of a load date to build than were inventoried: the rest would replace them all. -#}
    {% if load_dates %}
        {%- set query -%}
            select
                existing.source_name,
                existing.loaded_date,
                existing.raw_rows as rows_received,
                coalesce(raw.raw_rows, 0) as raw_rows
            from (
                select source_name, loaded_date, sum(raw_rows) as raw_rows
                from {{ ref('int_raw_inventory') }}
                group by source_name, loaded_date
            ) as existing
            inner join (
                {{ api_call_volume.literal_rows(load_dates, {'source_name': dbt.type_string(), 'loaded_date': api_call_volume.type_date()}) }}
            ) as load_dates
                on existing.source_name = load_dates.source_name and existing.loaded_date = load_dates.loaded_date
            left join (
                select source_name, loaded_date, count(*) as raw_rows
                from {{ ref('int_api_calls') }}
                where {{ api_call_volume.in_load_dates(load_dates) }}
                group by source_name, loaded_date
            ) as raw
                on existing.source_name = raw.source_name and existing.loaded_date = raw.loaded_date
            where coalesce(raw.raw_rows, 0) < existing.raw_rows
            order by 1, 2
        {%- endset -%}
        {% for row in api_call_volume.result_of(query).rows[:1] %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: ' ~ model.name ~ ' has to rebuild what source ' ~ row[0] ~ ' loaded on ' ~ row[1]
                ~ ', because another copy of one of these calls, or a row that cancels one, was loaded later. But raw has only ' ~ row[3] ~ ' of the '
                ~ row[2] ~ ' rows left. Nothing was changed. Restore the rows, or set `raw_retention_days` to fewer days '
                ~ 'than raw keeps its rows, so that copies and cancellations as late as this one change nothing.'
            ) }}
        {% endfor %}
    {% endif %}
{% endmacro %}
