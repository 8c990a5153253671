{% macro tested_effects_query(least_accounts) %}
    {#-
        A query, for fct_effects: the effect of each arm against the control of its subject and metric, with its errors and
        p-values. Reads two CTEs: `expected_arms` (subject_kind, subject, variant, metric, is_control: 1 or 0) and `measured`, one
        row for each account and metric (see experiment_measures_query). Below `least_accounts` in one of the two, no effect.

        The interval of a ratio holds each ratio by which the variant's measures can be divided without a significant difference to
        the control, the use before taken out anew: at the true ratio both arms are alike, however large a few accounts are.
        With r = 1 / ratio, that difference is r * `ratio_mean` - `ratio_control_mean`: the slope on the use before is the sum of the
        parts of the arms, of which r multiplies one. So its variance is that of two means that are not independent, and since
        it is the square of `standard_error` where r is 1, that gives their covariance.
    -#}
    {%- set double = api_call_volume.type_double() -%}
    {%- set of_control = [
        'accounts', 'effective_accounts', 'measured_mean', 'adjusted_mean', 'before_mean', 'variance_of_mean',
        'measured_variance', 'before_variance', 'covariance_with_before'
    ] -%}
    {%- set estimated = of_control + [
        'variance_cut_share', 'slope_factor', 'theta_variance', 'own_theta', 'other_theta', 'own_theta_variance', 'other_theta_variance'
    ] -%}
    {%- set has_slope = 'pooled_before_squares > 1e-9 and pooled_freedom > 1' -%}
    with

    with_means as (
        select
            *,
            avg(measured) over (partition by subject_kind, subject, metric, variant) as measured_mean,
            avg(divided_by) over (partition by subject_kind, subject, metric, variant) as divided_by_mean,
            avg(measured_before) over (partition by subject_kind, subject, metric, variant) as before_mean,
            sum(divided_by) over (partition by subject_kind, subject, metric, variant) as divided_by_total
        from measured
    ),

    arms as (
        select
            subject_kind,
            subject,
            variant,
            metric,
            cast(count(*) as {{ double }}) as accounts,
            max(measured_mean) as measured_mean,
            max(divided_by_mean) as divided_by_mean,
            max(before_mean) as before_mean,
            sum((measured - measured_mean) * (measured - measured_mean)) as measured_squares,
            sum((divided_by - divided_by_mean) * (divided_by - divided_by_mean)) as divided_by_squares,
            sum((measured_before - before_mean) * (measured_before - before_mean)) as before_squares,
            max(divided_by) as most_divided_by,
            max(divided_by_total) as divided_by_total,
            -- of a ratio: how much it changes without each of the accounts
            sum(
                case
                    when metric = 'success_rate' and divided_by < 0.999999 * divided_by_total
                        then (measured - divided_by * measured_mean / divided_by_mean) * (measured - divided_by * measured_mean / divided_by_mean)
                            / ((divided_by_total - divided_by) * (divided_by_total - divided_by))
                end
            ) as jackknife_squares,
            sum((measured - measured_mean) * (measured_before - before_mean)) as products_with_before
        from with_means
        group by subject_kind, subject, variant, metric
    ),

    pooled as (
        select
            *,
            sum(accounts) over (partition by subject_kind, subject, metric)
            - count(*) over (partition by subject_kind, subject, metric) as pooled_freedom,
            sum(accounts * before_mean) over (partition by subject_kind, subject, metric)
            / sum(accounts) over (partition by subject_kind, subject, metric) as before_mean_of_all,
            sum(measured_squares) over (partition by subject_kind, subject, metric) as pooled_measured_squares,
            sum(before_squares) over (partition by subject_kind, subject, metric) as pooled_before_squares,
            sum(products_with_before) over (partition by subject_kind, subject, metric) as pooled_products
        from arms
    ),

    with_theta as (
        select
            *,
            case when {{ has_slope }} then pooled_products / pooled_before_squares else 0 end as theta,
            case
                when metric <> 'success_rate' and pooled_before_squares > 1e-9 and pooled_measured_squares > 1e-9
                    then pooled_products * pooled_products / (pooled_before_squares * pooled_measured_squares)
            end as variance_cut_share,
            -- the slope is estimated, too: that costs a degree of freedom, and more the further the arms were apart before
            case when {{ has_slope }} then pooled_freedom / (pooled_freedom - 1) else 1 end as slope_factor,
            -- the parts that the arm itself and the other arms have in the slope, and in its variance
            case when {{ has_slope }} then products_with_before / pooled_before_squares else 0 end as own_theta,
            {%- for whose, squares, products in [
                ('', 'pooled_measured_squares', 'pooled_products'),
                ('own_', 'measured_squares', 'products_with_before'),
                ('other_', '(pooled_measured_squares - measured_squares)', '(pooled_products - products_with_before)')
            ] %}
            case
                when {{ has_slope }}
                    then ({{ squares }} - {{ products }} * {{ products }} / pooled_before_squares)
                        / ((pooled_freedom - 1) * pooled_before_squares)
                else 0
            end as {{ whose }}theta_variance,
            {%- endfor %}
            case when accounts > 1 then measured_squares / (accounts - 1) end as measured_variance,
            case when accounts > 1 then before_squares / (accounts - 1) end as before_variance,
            case when accounts > 1 then products_with_before / (accounts - 1) end as covariance_with_before
        from pooled
    ),

    with_variance_left as (
        select
            *,
            case
                when metric <> 'success_rate'
                    then slope_factor * {{ api_call_volume.cuped_variance(
                        'measured_variance', 'before_variance', 'covariance_with_before', 'theta'
                    ) }} / accounts
                when accounts > 1 and most_divided_by < 0.999999 * divided_by_total
                    then jackknife_squares * (accounts - 1) / accounts
            end as variance_left
        from with_theta
    ),

    -- What is left of the variance by rounding alone is none. Accounts of unequal weight are worth fewer equal ones.
    estimates as (
        select
            subject_kind,
            subject,
            variant,
            metric,
            accounts,
            variance_cut_share,
            before_mean,
            theta_variance,
            own_theta,
            theta - own_theta as other_theta,
            own_theta_variance,
            other_theta_variance,
            slope_factor,
            measured_variance,
            before_variance,
            covariance_with_before,
            case
                when divided_by_mean > 0
                    then divided_by_total * divided_by_total / (divided_by_squares + divided_by_total * divided_by_mean)
            end as effective_accounts,
            case when divided_by_mean > 0 then measured_mean / divided_by_mean end as measured_mean,
            case
                when divided_by_mean > 0 then measured_mean / divided_by_mean - theta * (before_mean - before_mean_of_all)
            end as adjusted_mean,
            case
                when divided_by_mean > 0 and variance_left > 1e-9 * measured_variance / (accounts * divided_by_mean * divided_by_mean)
                    then variance_left
                else 0 * variance_left
            end as variance_of_mean
        from with_variance_left
    ),

    arms_to_compare as (
        select
            expected_arms.subject_kind,
            expected_arms.subject,
            expected_arms.variant,
            expected_arms.metric,
            expected_arms.is_control,
            {%- for column in estimated %}
            estimates.{{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from expected_arms
        left join estimates
            on
                expected_arms.subject_kind = estimates.subject_kind
                and expected_arms.subject = estimates.subject
                and expected_arms.variant = estimates.variant
                and expected_arms.metric = estimates.metric
    ),

    -- Each arm beside the control of its subject and metric.
    beside_control as (
        select
            *,
            {%- for column in of_control %}
            max(case when is_control = 1 then {{ column }} end) over (partition by subject_kind, subject, metric) as control_{{ column }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        from arms_to_compare
    ),

    -- An effect is that of a variant against the control, with enough accounts in both.
    compared as (
        select
            *,
            before_mean - control_before_mean as before_difference,
            case
                when is_control = 0 and accounts >= {{ least_accounts }} and control_accounts >= {{ least_accounts }}
                    then adjusted_mean - control_adjusted_mean
            end as effect,
            accounts + control_accounts as accounts_in_both
        from beside_control
    ),

    with_errors as (
        select
            *,
            before_difference * before_difference * theta_variance as variance_of_slope,
            measured_mean - own_theta * before_difference as ratio_mean,
            control_measured_mean + other_theta * before_difference as ratio_control_mean,
            {%- for part, of, other, theta in [
                ('ratio_variance', '', 'control_', 'own_theta'), ('ratio_control_variance', 'control_', '', 'other_theta')
            ] %}
            case
                when metric = 'success_rate' then {{ of }}variance_of_mean
                else slope_factor * (
                    {{ api_call_volume.cuped_variance(
                        of ~ 'measured_variance', of ~ 'before_variance', of ~ 'covariance_with_before', theta
                    ) }} / {{ of }}accounts
                    + {{ theta }} * {{ theta }} * {{ other }}before_variance / {{ other }}accounts
                ) + before_difference * before_difference * {{ theta }}_variance
            end as {{ part }},
            {%- endfor %}
            case
                when effect is not null and variance_of_mean + control_variance_of_mean > 1e-18
                    then variance_of_mean + control_variance_of_mean
            end as variance_of_means
        from compared
    ),

    with_standard_errors as (
        select
            *,
            sqrt(variance_of_means + case when variance_of_slope > 0 then variance_of_slope else 0 end) as standard_error,
            case
                when effect is not null and ratio_mean > 0.000001 and ratio_control_mean > 0.000001 then ratio_mean / ratio_control_mean
            end as ratio
        from with_errors
    ),

    with_freedom as (
        select
            *,
            effect / standard_error as statistic,
            (ratio_variance + ratio_control_variance - standard_error * standard_error) / 2 as ratio_covariance,
            case
                when standard_error is not null then {{ api_call_volume.welch_degrees_of_freedom(
                    'variance_of_mean', 'effective_accounts', 'control_variance_of_mean', 'control_effective_accounts'
                ) }}
            end as degrees_of_freedom
        from with_standard_errors
    ),

    as_normal as (
        select
            *,
            case when degrees_of_freedom >= 3 then {{ api_call_volume.t_as_normal('statistic', 'degrees_of_freedom') }} end as z,
            case when degrees_of_freedom >= 3 then {{ api_call_volume.t_quantile('degrees_of_freedom') }} end as quantile
        from with_freedom
    ),

    with_ratio_bounds as (
        select
            *,
            {%- for side in ['low', 'high'] %}
            {{ api_call_volume.ratio_bound(
                side, 'ratio_mean', 'ratio_variance', 'ratio_control_mean', 'ratio_control_variance', 'ratio_covariance', 'quantile'
            ) }} as ratio_{{ side }}{{ ',' if not loop.last }}
            {%- endfor %}
        from as_normal
    ),

    with_p_values as (
        select
            *,
            {{ api_call_volume.two_sided_p_value('z') }} as p_value,
            {{ api_call_volume.any_time_p_value('z', 'accounts_in_both', tuned_to_rows=100) }} as any_time_p_value
        from with_ratio_bounds
    ),

    with_ratios_to_rank as (
        select
            *,
            {{ api_call_volume.ratio_to_rank('p_value', ['subject_kind', 'subject']) }} as ratio_to_rank
        from with_p_values
    )

    select
        *,
        {{ api_call_volume.q_value('ratio_to_rank', 'p_value', ['subject_kind', 'subject']) }} as q_value
    from with_ratios_to_rank
{%- endmacro %}
