{% macro cancels_from() %}
    {#-
        SQL over a row that cancels a call: the first day of the calls that it takes out. With raw_retention_days, that is
        as many days before its load date: like a copy of the call, it is else too late, since raw may no longer have the
        rows from which the day of the call would be built again.
    -#}
    case
        when loaded_at is null or retention_days is null then {{ api_call_volume.unknown_load_date() }}
        else cast({{ api_call_volume.timestamp_plus('day', '-1 * retention_days', 'loaded_date') }} as {{ api_call_volume.type_date() }})
    end
{%- endmacro %}
