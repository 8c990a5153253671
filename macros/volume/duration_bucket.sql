{% macro duration_bucket(duration_ms) %}
    {#-
        The bucket of a duration in a histogram whose buckets grow by 2 %: bucket b holds durations from
        1.02^b up to 1.02^(b + 1) ms, so that whatever stands for a bucket is off by less than 2 %.
        Durations below a microsecond share the bucket -400. Counts by bucket add up over days, sources
        and loads, which percentiles don't.
    -#}
    case
        when {{ duration_ms }} < 0.001 then -400
        else cast(floor({{ api_call_volume.logarithm(duration_ms, '0.001') }} / ln(cast(1.02 as {{ api_call_volume.type_double() }}))) as {{ dbt.type_int() }})
    end
{%- endmacro %}
