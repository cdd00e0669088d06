// Measures kube-apiserver's own policy matcher, request parser and policy loader on the workload that
// bench/decisions.ts writes to standard input, and prints the medians in microseconds as JSON.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"sort"
	"time"

	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apiserver/pkg/audit/policy"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/endpoints/request"
)

type sample struct {
	Method string   `json:"method"`
	URL    string   `json:"url"`
	User   *string  `json:"user"`
	Groups []string `json:"groups"`
}

type workload struct {
	Policy   string   `json:"policy"`
	Load     string   `json:"load"`
	Rounds   int      `json:"rounds"`
	Requests []sample `json:"requests"`
}

var parser = request.RequestInfoFactory{
	APIPrefixes:          sets.NewString("api", "apis"),
	GrouplessAPIPrefixes: sets.NewString("api"),
}

// attributesOf derives the attributes as the authorization filter does.
func attributesOf(s sample) authorizer.Attributes {
	parsed, err := url.ParseRequestURI(s.URL)
	if err != nil {
		log.Fatal(err)
	}
	info, err := parser.NewRequestInfo(&http.Request{Method: s.Method, URL: parsed})
	if err != nil {
		log.Fatal(err)
	}
	attributes := authorizer.AttributesRecord{
		Verb: info.Verb, APIGroup: info.APIGroup, APIVersion: info.APIVersion, Resource: info.Resource, Subresource: info.Subresource,
		Namespace: info.Namespace, Name: info.Name, Path: info.Path, ResourceRequest: info.IsResourceRequest,
	}
	if s.User != nil {
		attributes.User = &user.DefaultInfo{Name: *s.User, Groups: s.Groups}
	}
	return &attributes
}

// measure gives the median microseconds of one call over several rounds of `count` runs of a body that makes `calls` calls.
func measure(rounds, count, calls int, body func()) float64 {
	times := []float64{}
	for range rounds {
		start := time.Now()
		for range count {
			body()
		}
		times = append(times, float64(time.Since(start).Nanoseconds())/1000/float64(count*calls))
	}
	sort.Float64s(times)
	return times[rounds/2]
}

func main() {
	runtime.GOMAXPROCS(1)
	var w workload
	if err := json.NewDecoder(os.Stdin).Decode(&w); err != nil {
		log.Fatal(err)
	}
	loaded, err := policy.LoadPolicyFromBytes([]byte(w.Policy))
	if err != nil {
		log.Fatal(err)
	}
	evaluator := policy.NewPolicyRuleEvaluator(loaded)
	attributes := []authorizer.Attributes{}
	levels := map[string]int{}
	for _, r := range w.Requests {
		a := attributesOf(r)
		attributes = append(attributes, a)
		levels[string(evaluator.EvaluatePolicyRule(a).Level)]++
	}
	seen := 0
	decision := measure(w.Rounds, 1000, len(attributes), func() {
		for _, a := range attributes {
			seen += len(evaluator.EvaluatePolicyRule(a).Level)
		}
	})
	fromURL := measure(w.Rounds, 200, len(w.Requests), func() {
		for _, r := range w.Requests {
			seen += len(evaluator.EvaluatePolicyRule(attributesOf(r)).Level)
		}
	})
	load := measure(w.Rounds, 20, 1, func() {
		p, err := policy.LoadPolicyFromBytes([]byte(w.Load))
		if err != nil {
			log.Fatal(err)
		}
		seen += len(p.Rules)
	})
	json.NewEncoder(os.Stdout).Encode(map[string]any{"decision": decision, "fromUrl": fromURL, "load100": load, "levels": levels, "seen": seen, "go": runtime.Version()})
}
