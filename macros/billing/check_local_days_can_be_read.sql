{% macro check_local_days_can_be_read(missing, load_dates) %}
    {#-
        Raises an error where raw has fewer rows of one of these load dates than were inventoried: the days of `missing` (see
        missing_local_days_query) would get a part of their calls. It says from which day on the time zone could hold.
    -#}
    {% if load_dates %}
        {%- set query -%}
            select
                missing.account_id,
                max(missing.time_zone) as time_zone,
                max(missing.date_day) as last_day,
                min(missing.source_name) as source_name,
                max(missing.loaded_date) as loaded_date
            from (
                {{ missing }}
            ) as missing
            inner join (
                select source_name, loaded_date, sum(raw_rows) as raw_rows
                from {{ ref('int_raw_inventory') }}
                group by source_name, loaded_date
            ) as inventory
                on missing.source_name = inventory.source_name and missing.loaded_date = inventory.loaded_date
            left join (
                select source_name, loaded_date, count(*) as raw_rows
                from {{ ref('int_api_calls') }}
                where {{ api_call_volume.in_load_dates(load_dates) }}
                group by source_name, loaded_date
            ) as raw
                on missing.source_name = raw.source_name and missing.loaded_date = raw.loaded_date
            where
                missing.account_id is not null
                and coalesce(raw.raw_rows, 0) < inventory.raw_rows
            group by missing.account_id
            order by missing.account_id
        {%- endset -%}
        {% set lost = api_call_volume.result_of(query).rows %}
        {% for account_id, time_zone, last_day, source_name, loaded_date in lost %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: billing_periods says that account ' ~ account_id ~ ' is billed in the time zone ' ~ time_zone
                ~ ', and raw no longer has all rows that its calls up to ' ~ (last_day | string)[:10] ~ ' were counted from, such as those that source '
                ~ source_name ~ ' loaded on ' ~ (loaded_date | string)[:10] ~ '. So these calls can\'t be counted by its days'
                ~ (' (nor those of ' ~ (lost | length - 1) ~ ' more accounts)' if lost | length > 1) ~ '. Nothing was changed.\n'
                ~ '  What to do: set `time_zone_from` of the account to a day after ' ~ (last_day | string)[:10]
                ~ ', from which on its days are those of its time zone; or take the time zone back; or restore the rows.'
            ) }}
        {% endfor %}
    {% endif %}
{% endmacro %}
