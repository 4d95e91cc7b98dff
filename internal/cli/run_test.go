package cli

import (
	"strings"
	"testing"
	"time"
)

// result is what a command line left behind.
type result struct {
	code           int
	stdout, stderr string
}

// run runs a command line in this process, without a terminal, in English unless settings ("LANG=fr") say otherwise.
func run(t *testing.T, settings []string, args ...string) result {
	t.Helper()
	return runIn(t, Environment{}, settings, args...)
}

// runIn is [run] with some of the environment given.
func runIn(t *testing.T, env Environment, settings []string, args ...string) result {
	t.Helper()
	var stdout, stderr strings.Builder
	variables := map[string]string{}
	for _, setting := range settings {
		name, value, _ := strings.Cut(setting, "=")
		variables[name] = value
	}
	env.Args = args
	env.Getenv = func(name string) string { return variables[name] }
	env.Stdout.Writer, env.Stderr.Writer = &stdout, &stderr
	if env.Stdin == nil {
		env.Stdin = strings.NewReader("")
	}
	if env.Now == nil {
		env.Now = func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	}
	env.Version = "1.2.3"
	code := Run(t.Context(), env)
	return result{code, stdout.String(), stderr.String()}
}
